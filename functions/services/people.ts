import type { PersonalCode, Role, RosterRow } from '#contract/people.ts'
import { everyContest, hashOf, type Person } from '#store/people.ts'
import { newCode } from '#runtime/codes.ts'
import { env } from '#functions/env.ts'

const pages: Record<Role, string> = {
  owner: 'console',
  organiser: 'console',
  observer: 'console',
  scrutineer: 'console',
  clerk: 'clerk',
  judge: 'judge',
  voter: 'watch',
}

/** What a row of the roster says of a person beside who it is, as it is kept. */
export const keptOf = ({
  excused,
  recuse = [],
  shadow,
}: Pick<RosterRow, 'excused' | 'recuse' | 'shadow'>): Pick<Person, 'excused' | 'recuse' | 'shadow'> => ({
  ...(excused && { excused: true as const }),
  ...(recuse.length > 0 && { recuse }),
  ...(shadow && { shadow: true as const }),
})

/** A person with a fresh code: the row to store, and what to hand over once. */
export function withNewCode(person: Omit<Person, 'code'>): { person: Person; handover: PersonalCode } {
  const code = newCode()
  return {
    person: { ...person, code: hashOf(code) },
    handover: { id: person.id, code, link: linkTo(person, code) },
  }
}

/** The code travels behind `#`: browsers send it to nobody. The owner chooses the contest on the page. */
function linkTo({ role, contest }: Pick<Person, 'role' | 'contest'>, code: string): string {
  const query = contest === everyContest ? '' : `?contest=${contest}`
  const page = pages[role]
  return `${page === 'console' ? env.consoleUrl : env.baseUrl}/${page}${query}#${code}`
}
