import type { Contest } from '#contract/contest.ts'
import type { Wrong } from '#contract/faults.ts'
import { wrong } from '#core/faults.ts'

const yes = /^(是|有|对|√|✓|✔|☑|y|yes|true|t|1|x|请假|观摩)$/i
const no = /^(|否|无|不|没有|×|✗|☐|-|—|\/|n|no|false|f|0)$/i

/** A cell that says yes or no; an empty one is no. */
export function yesIn(cell: string): boolean | Wrong {
  const said = cell.normalize('NFKC').trim()
  if (yes.test(said)) return true
  return no.test(said) ? false : wrong('not-yes', { given: cell })
}

/** Contestants in a cell, by id or by name, with blanks, commas or 、 between them; what is neither stays as it is, to be refused. */
export function contestantsIn({ contestants }: Contest, cell: string): string[] {
  const idOf = (said: string) => contestants.find(({ id, name }) => id === said || name === said)?.id ?? said
  const whole = cell.normalize('NFKC').trim()
  if (whole === '' || no.test(whole)) return []
  if (contestants.some(({ name }) => name === cell.trim())) return [idOf(cell.trim())]
  return [
    ...new Set(
      whole
        .split(/[\s,、;，；]+/u)
        .filter(Boolean)
        .map(idOf),
    ),
  ]
}
