import type { AmendedKind } from '#contract/amendments.ts'
import type { Contest } from '#contract/contest.ts'
import { wordsOf } from '#core/contest/amended.ts'
import { amendWords } from '../../../i18n/amendments.ts'
import type { Desk, Instruction } from '../desk.svelte.ts'

/** Something whose words can be put right; the contest itself has no id. */
export type Thing = { key: string; what: AmendedKind; id?: string; name: string }

const fieldsOf: Record<AmendedKind, string[]> = {
  contest: ['title', 'organiser'],
  contestant: ['name', 'unit', 'presenter', 'highlights'],
  round: ['title'],
  electorate: ['name'],
  group: ['name'],
}

/** Everything in a contest that people read the words of, contestants first. */
export const thingsIn = (contest: Contest): Thing[] => [
  ...contest.contestants.map(({ id, name }) => thing('contestant', name, id)),
  ...contest.rounds.map(({ id, title }) => thing('round', title, id)),
  ...contest.electorates.map(({ id, name }) => thing('electorate', name, id)),
  ...(contest.groups ?? []).map(({ id, name }) => thing('group', name, id)),
  thing('contest', contest.title),
]

const thing = (what: AmendedKind, name: string, id?: string): Thing => ({
  key: `${what}/${id ?? ''}`,
  what,
  ...(id !== undefined && { id }),
  name,
})

/** A correction, or a withdrawal, from its choice to the log. */
export class AmendDesk {
  #desk: Desk
  #contest: () => Contest
  #key = $state('')
  /** What was typed; fields that are not here stay as they are. */
  #typed = $state.raw<Record<string, string>>({})
  reason = $state('')
  #done = $state('')

  constructor(desk: Desk, contest: () => Contest) {
    this.#desk = desk
    this.#contest = contest
  }

  get key(): string {
    return this.#key
  }
  set key(key: string) {
    this.#key = key
    this.#typed = {}
    this.#done = ''
  }
  get thing(): Thing | undefined {
    return thingsIn(this.#contest()).find(({ key }) => key === this.#key)
  }
  /** What was carried out last, in words; empty where nothing was since the choice. */
  get done(): string {
    return this.#done
  }
  get #before(): Record<string, string> {
    const { thing } = this
    return (thing && wordsOf(this.#contest(), thing.what, thing.id, fieldsOf[thing.what])) ?? {}
  }
  /** Each field with its text as it is to be. */
  get fields(): { field: string; label: string; text: string }[] {
    return Object.entries({ ...this.#before, ...this.#typed }).map(([field, text]) => ({
      field,
      label: amendWords.fields[field] ?? field,
      text,
    }))
  }
  /** What would change, old and new, to be read before it counts. */
  get changes(): string[] {
    const before = this.#before
    return Object.entries(this.#changed).map(([field, text]) =>
      amendWords.change(
        amendWords.fields[field] ?? field,
        before[field] || amendWords.nothing,
        text || amendWords.nothing,
      ),
    )
  }

  type(field: string, text: string): void {
    this.#typed = { ...this.#typed, [field]: text }
    this.#done = ''
  }

  async amend(): Promise<void> {
    const { thing } = this
    if (!thing) return
    const said = this.changes.join(' · ')
    const of = thing.id === undefined ? {} : { id: thing.id }
    await this.#run(
      { type: 'amend', what: thing.what, ...of, fields: this.#changed, reason: this.reason },
      said,
    )
  }

  async withdraw(): Promise<void> {
    const { thing } = this
    if (thing?.what !== 'contestant' || thing.id === undefined) return
    const said = `${amendWords.left} · ${thing.name}`
    await this.#run({ type: 'withdrawContestant', contestant: thing.id, reason: this.reason }, said)
  }

  get #changed(): Record<string, string> {
    const before = this.#before
    return Object.fromEntries(
      Object.entries(this.#typed)
        .map(([field, text]) => [field, text.trim()] as const)
        .filter(([field, text]) => text !== before[field]),
    )
  }

  async #run(instruction: Instruction, said: string): Promise<void> {
    this.#done = ''
    if (!(await this.#desk.run([instruction]))) return
    this.#typed = {}
    this.reason = ''
    this.#done = said
  }
}
