import type { Ballot, Cast, Comment, Comments, OwnBallot } from '#contract/ballot.ts'
import type { BallotRuleOf, Contestant } from '#contract/contest.ts'
import { Draft } from '../../state/draft.svelte.ts'
import type { Outbox } from '../../state/outbox.svelte.ts'
import { outboxFor, paperKey, type Seat } from '../../state/paper.svelte.ts'
import { contestantsOf } from '../../state/rounds.ts'
import {
  type Criterion,
  readScore,
  refuseTyping,
  type ScoreRefusal,
  tidyScore,
} from '../../state/score-entry.ts'
import { isRecord } from '../../state/storage.ts'

type Scores = Record<string, number>
/** What a judge has typed for one contestant: figures as text, since `17.` is not a number yet. */
export type Entry = { typed: Record<string, string>; comment: Comment }
type Entries = Record<string, Entry>
/** What the figures were before one key. */
type Step = { contestant: string; typed: Entry['typed'] }

/** More keys than this nobody takes back one by one. */
const mostSteps = 200

export type EntryState = 'empty' | 'begun' | 'changed' | 'outgoing' | 'received'
export const commentFields = ['strength', 'shortfall', 'suggestion', 'note'] as const

const isEntries = (value: unknown): value is Entries =>
  isRecord(value) &&
  Object.values(value).every((entry) => isRecord(entry) && isRecord(entry.typed) && isRecord(entry.comment))

const scoresIn = (ballot: Ballot | undefined): Record<string, Scores> =>
  ballot !== undefined && 'scores' in ballot ? ballot.scores : {}

const isEmpty = ({ typed, comment }: Entry): boolean =>
  Object.values(typed).every((text) => text === '') && commentFields.every((field) => !comment[field])

const sameEntry = (a: Entry, b: Entry, criteria: Criterion[]): boolean =>
  criteria.every(({ id }) =>
    Object.is(Number(a.typed[id] || Number.NaN), Number(b.typed[id] || Number.NaN)),
  ) && commentFields.every((field) => (a.comment[field] ?? '') === (b.comment[field] ?? ''))

/** A judge's marks and comments in one attempt of a round, contestant by contestant. */
export class Sheet {
  readonly outbox: Outbox
  readonly contestants: Contestant[]
  readonly rule: BallotRuleOf<'score'>
  #seat: Seat
  #draft: Draft<Entries>
  #current = $state<string | null>(null)
  #steps = $state.raw<readonly Step[]>([])

  constructor(seat: Seat, rule: BallotRuleOf<'score'>) {
    this.#seat = seat
    this.rule = rule
    this.contestants = contestantsOf(seat.contest, seat.round)
    this.outbox = outboxFor(seat, { merge: (theirs, ours) => this.#join(theirs, ours) })
    this.#draft = new Draft(seat.storage, `${paperKey(seat)}/sheet`, {}, isEntries)
  }

  /** Whose page is open: until the judge touches something, that of the first contestant still to be sent. */
  get current(): string {
    const first = this.contestants.find(({ id }) => !this.#isSent(id)) ?? this.contestants[0]
    return this.#current ?? first?.id ?? ''
  }
  set current(contestant: string) {
    this.#current = contestant
  }
  get index(): number {
    return this.contestants.findIndex(({ id }) => id === this.current)
  }
  get final(): boolean {
    return this.#seat.round.revisable === false
  }
  /** The next contestant after the current one whose marks are still to be sent, going round. */
  get next(): Contestant | undefined {
    return this.#nextUnsent()
  }
  get received(): number {
    return this.contestants.filter(({ id }) => scoresIn(this.outbox.own?.ballot)[id] !== undefined).length
  }

  entryOf(contestant: string): Entry {
    return this.#draft.value[contestant] ?? this.#sentEntry(contestant) ?? { typed: {}, comment: {} }
  }

  stateOf(contestant: string): EntryState {
    const sent = this.#sentEntry(contestant)
    const entry = this.entryOf(contestant)
    if (sent === null) return isEmpty(entry) ? 'empty' : 'begun'
    if (!sameEntry(entry, sent, this.rule.criteria)) return 'changed'
    return this.outbox.outgoing !== null && this.#changes(contestant) ? 'outgoing' : 'received'
  }

  /** Whether the marks stand for good. Words may still be added. */
  isLocked(contestant: string): boolean {
    return this.final && this.#isSent(contestant)
  }

  /** How many criteria have no valid score yet. */
  missing(contestant: string): number {
    const { typed } = this.entryOf(contestant)
    return this.rule.criteria.filter((criterion) => readScore(criterion, typed[criterion.id] ?? '') === null)
      .length
  }

  /** The valid scores among what is typed. */
  scores(contestant: string): Scores {
    const { typed } = this.entryOf(contestant)
    return Object.fromEntries(
      this.rule.criteria.flatMap((criterion) => {
        const score = readScore(criterion, typed[criterion.id] ?? '')
        return score === null ? [] : [[criterion.id, score]]
      }),
    )
  }

  maySend(contestant: string): boolean {
    const scored = this.rule.criteria.length - this.missing(contestant)
    const { typed } = this.entryOf(contestant)
    const faulty = Object.values(typed).filter((text) => text !== '').length > scored
    return !faulty && (this.rule.per === 'criterion' ? scored > 0 : scored === this.rule.criteria.length)
  }

  /** Takes typed text for one criterion of the current contestant, or says why not. */
  type(criterion: Criterion, typed: string): ScoreRefusal | null {
    const text = tidyScore(typed)
    if (text === null || this.isLocked(this.current)) return null
    const refusal = refuseTyping(criterion, text)
    if (refusal !== null) return refusal
    const entry = this.entryOf(this.current)
    this.#steps = [...this.#steps, { contestant: this.current, typed: entry.typed }].slice(-mostSteps)
    this.#write({ ...entry, typed: { ...entry.typed, [criterion.id]: text } })
    return null
  }

  /** Whether a key on the current contestant's figures can be taken back. */
  get mayUndo(): boolean {
    return this.#steps.some(({ contestant }) => contestant === this.current)
  }

  /** Takes back the last key on the current contestant's figures. */
  undo(): void {
    const last = [...this.#steps].reverse().find(({ contestant }) => contestant === this.current)
    if (last === undefined) return
    this.#steps = this.#steps.filter((step) => step !== last)
    this.#write({ ...this.entryOf(this.current), typed: last.typed })
  }

  comment(field: (typeof commentFields)[number], words: string): void {
    const entry = this.entryOf(this.current)
    this.#write({ ...entry, comment: { ...entry.comment, [field]: words } })
  }

  /** Takes back what was changed on the current contestant since it was sent. */
  revert(): void {
    this.#steps = this.#steps.filter(({ contestant }) => contestant !== this.current)
    const { [this.current]: _changed, ...others } = this.#draft.value
    this.#draft.value = others
  }

  /** Sends the current contestant's marks together with all marks sent before, as every ballot must carry them. */
  send(): void {
    const { ballot, comments } = this.#sent
    const id = this.current
    this.#steps = this.#steps.filter(({ contestant }) => contestant !== id)
    this.outbox.cast(
      {
        electorate: this.#seat.panel.electorate,
        scores: { ...scoresIn(ballot), [id]: this.scores(id) },
      },
      { ...comments, [id]: this.entryOf(id).comment },
    )
  }

  /** What the server holds or is about to hold. */
  get #sent(): { ballot?: Ballot; comments?: Comments | undefined } {
    return this.outbox.outgoing ?? this.outbox.own ?? {}
  }

  #isSent(contestant: string): boolean {
    return scoresIn(this.#sent.ballot)[contestant] !== undefined
  }

  #sentEntry(contestant: string): Entry | null {
    const { ballot, comments } = this.#sent
    const scores = scoresIn(ballot)[contestant]
    if (scores === undefined) return null
    const typed = Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, String(score)]))
    return { typed, comment: comments?.[contestant] ?? {} }
  }

  /** Whether the ballot on its way says something else of the contestant than the one the server holds. */
  #changes(contestant: string): boolean {
    const before = this.outbox.own
    const [old, next] = [
      scoresIn(before?.ballot)[contestant],
      scoresIn(this.outbox.outgoing?.ballot)[contestant],
    ]
    const words = this.outbox.outgoing?.comments?.[contestant]
    return (
      JSON.stringify(old) !== JSON.stringify(next) ||
      JSON.stringify(before?.comments?.[contestant] ?? {}) !== JSON.stringify(words ?? {})
    )
  }

  #nextUnsent(): Contestant | undefined {
    const from = this.index + 1
    const round = [...this.contestants.slice(from), ...this.contestants.slice(0, from)]
    return round.find(({ id }) => id !== this.current && !this.#isSent(id))
  }

  #write(entry: Entry): void {
    this.#current = this.current
    this.#draft.value = { ...this.#draft.value, [this.#current]: entry }
  }

  /** Another device of the same judge has sent meanwhile: what was marked here counts, and what was only marked there stays. */
  #join(theirs: OwnBallot, ours: Cast): Pick<Cast, 'ballot' | 'comments'> {
    const [there, here] = [scoresIn(theirs.ballot), scoresIn(ours.ballot)]
    return {
      ballot: {
        electorate: ours.ballot.electorate,
        scores: this.final ? { ...here, ...there } : { ...there, ...here },
      },
      comments: { ...theirs.comments, ...ours.comments },
    }
  }
}
