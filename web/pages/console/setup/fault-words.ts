import type { words } from '#words/zh/console/places.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { type AnyFault, sayWrong } from '../../../i18n/faults.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/console/places.ts', { eager: true, import: 'words' }),
)

/** Where in a document something is wrong, and what, in the language of the page. */
export const sayFault = (fault: AnyFault): { where: string; what: string } => ({
  where: sayPath(fault.path),
  what: sayWrong(fault),
})

/** A place that has no name here stays as the document has it. */
export function sayPath(path: string): string {
  const lists: Record<string, (n: number) => string> = t.lists
  const fields: Record<string, string> = t.fields
  return [...path.matchAll(/\.([^.[\]]+)(?:\[(\d+)\])?|\['([^']+)'\]/g)]
    .map(([, name = '', index, quoted]) => {
      if (quoted !== undefined) return quoted
      if (index !== undefined) return lists[name]?.(Number(index) + 1) ?? `${name}[${index}]`
      return fields[name] ?? name
    })
    .join(' · ')
}
