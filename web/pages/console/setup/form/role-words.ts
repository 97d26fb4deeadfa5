import type { Role } from './reading/contestants.ts'
import { form as t } from './words.ts'

/** What a column of the list of contestants is called. */
export const roleWords = (): Record<Role, string> => ({
  name: t.columnName,
  unit: t.columnUnit,
  presenter: t.columnPresenter,
  group: t.columnGroup,
  highlights: t.columnHighlights,
  number: t.columnNumber,
  unused: t.columnUnused,
})
