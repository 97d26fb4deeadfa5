import type { AmendedKind, Amendment } from '#contract/amendments.ts'
import type { Contest } from '#contract/contest.ts'

type Words = Record<string, string>
type Change = Pick<Amendment, 'what' | 'id' | 'fields'>

const lists = {
  contestant: 'contestants',
  round: 'rounds',
  electorate: 'electorates',
  group: 'groups',
} as const

/** A document with corrections of its words, in their order. */
export const withAmendments = (contest: Contest, amendments: readonly Change[]): Contest =>
  amendments.reduce(amended, contest)

function amended(contest: Contest, { what, id, fields }: Change): Contest {
  if (what === 'contest') return rewritten(contest, fields)
  const list = lists[what]
  const items = contest[list]?.map((item) => (item.id === id ? rewritten(item, fields) : item))
  return { ...contest, [list]: items }
}

/** An empty text takes the field away. Only fields that hold text are ever named. */
function rewritten<Item extends object>(item: Item, fields: Words): Item {
  const kept = Object.entries(item).filter(([field]) => fields[field] !== '')
  const given = Object.entries(fields).filter(([, text]) => text !== '')
  return Object.fromEntries([...kept, ...given]) as Item
}

/** The words of one thing in a document as they stand, empty where a field has none; undefined where there is no such thing. */
export function wordsOf(
  contest: Contest,
  what: AmendedKind,
  id: string | undefined,
  fields: readonly string[],
): Words | undefined {
  const item = what === 'contest' ? contest : contest[lists[what]]?.find((one) => one.id === id)
  if (!item) return undefined
  const words = new Map(Object.entries(item))
  return Object.fromEntries(fields.map((field) => [field, textOf(words.get(field))]))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
