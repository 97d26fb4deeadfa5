import type { Ballot, Cast, Comment, Comments } from '#contract/ballot.ts'
import type { BallotRuleOf, Contestant } from '#contract/contest.ts'
import { filled } from '#core/ballot.ts'
import type { Obstacle } from '#core/ballot/limits.ts'
import { commentFields } from '../../state/comments.ts'
import { Draft } from '../../state/draft.svelte.ts'
import { type Outbox, rememberedBallot } from '../../state/outbox.svelte.ts'
import { draftKey, outboxFor, outboxKey, paperKey } from '../../state/paper-outbox.ts'
import { isLong } from '../../state/is-long.ts'
import { contestantsOf } from '../../state/rounds.ts'
import {
  type Criterion,
  readScore,
  refuseTyping,
  type ScoreRefusal,
  tidyScore,
} from '../../state/score-entry.ts'
import { judgedBy } from '../../state/judged-by.ts'
import type { Seat } from '../../state/seat.ts'
import { isRecord } from '../../state/storage.ts'
import { sheetParts } from './late-parts.ts'

type Scores = Record<string, number>
type Marks = Pick<Cast, 'ballot' | 'comments'>
/** What a judge has typed for one contestant: figures as text, since `17.` is not a number yet. */
export type Entry = { typed: Record<string, string>; comment: Comment }
type Entries = Record<string, Entry>
/** What the figures were before one key. */
type Step = { contestant: string; typed: Entry['typed'] }

/** More keys than this nobody takes back one by one. */
const mostSteps = 200

/** `ready`: finished before the round takes marks, to be sent as soon as it does. */
export type EntryState = 'empty' | 'begun' | 'ready' | 'changed' | 'outgoing' | 'received'
const isEntries = (value: unknown): value is Entries =>
  isRecord(value) &&
  Object.values(value).every((entry) => isRecord(entry) && isRecord(entry.typed) && isRecord(entry.comment))

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string')

function scoresIn(ballot: Ballot | undefined): Record<string, Scores> {
  const given = ballot && filled(ballot)
  return given?.kind === 'score' ? given.scores : {}
}

/** What is typed of scores that were sent. */
const typedOf = (scores: Scores): Entry['typed'] =>
  Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, String(score)]))

function entryIn({ ballot, comments }: Partial<Marks>, contestant: string): Entry | null {
  const scores = scoresIn(ballot)[contestant]
  return scores === undefined ? null : { typed: typedOf(scores), comment: comments?.[contestant] ?? {} }
}

const isEmpty = ({ typed, comment }: Entry): boolean =>
  Object.values(typed).every((text) => text === '') && commentFields.every((field) => !comment[field])

const sameTyped = (a: Entry['typed'], b: Entry['typed'], criteria: Criterion[]): boolean =>
  criteria.every(({ id }) => Object.is(Number(a[id] || Number.NaN), Number(b[id] || Number.NaN)))

const sameComment = (a: Comment, b: Comment): boolean =>
  commentFields.every((field) => (a[field] ?? '') === (b[field] ?? ''))

const sameEntry = (a: Entry, b: Entry, criteria: Criterion[]): boolean =>
  sameTyped(a.typed, b.typed, criteria) && sameComment(a.comment, b.comment)

const sheetKey = (seat: Seat): string => `${paperKey(seat)}/sheet`

/** Whether this device keeps marks that were not sent, on a sheet of scores or on a ballot of another kind. */
export const hasDrafts = (seat: Seat): boolean =>
  isEntries(seat.storage.read(sheetKey(seat))) || seat.storage.read(draftKey(seat)) !== null

/** What this device has kept, or else sent, in the attempts before, the latest of each contestant. `held`: what the server held of the last one. */
function earlierEntries(seat: Seat, held: Partial<Marks> = {}): Entries {
  const entries: Entries = {}
  for (let attempt = 1; attempt < seat.attempt; attempt++) {
    const before = { ...seat, attempt }
    const known = attempt === seat.attempt - 1 ? held : {}
    const sent = rememberedBallot(seat.storage, outboxKey(before)) ?? {}
    const kept = seat.storage.read(sheetKey(before))
    for (const { id } of contestantsOf(seat.contest, seat.round)) {
      const draft = isEntries(kept) ? kept[id] : undefined
      const entry = draft ?? entryIn(known, id) ?? entryIn(sent, id)
      if (entry) entries[id] = entry
    }
  }
  return entries
}

/** A judge's marks and comments in one attempt of a round, contestant by contestant. */
export class Sheet {
  readonly seat: Seat
  readonly outbox: Outbox
  /** Whom the judge marks. */
  readonly contestants: Contestant[]
  readonly rule: BallotRuleOf<'score'>
  #draft: Draft<Entries>
  #ready: Draft<string[]>
  #earlier = $state.raw<Entries>({})
  #current = $state<string | null>(null)
  #steps = $state.raw<readonly Step[]>([])
  #elsewhere = $state.raw<readonly string[]>([])

  constructor(seat: Seat, rule: BallotRuleOf<'score'>) {
    this.seat = seat
    this.rule = rule
    this.contestants = judgedBy(seat).contestants
    this.outbox = outboxFor(seat, {
      merge: (theirs, ours, base) => this.#join(theirs, ours, base),
      received: (marks) => this.#forget(marks),
    })
    this.#draft = new Draft(seat.storage, sheetKey(seat), {}, isEntries)
    this.#ready = new Draft(seat.storage, `${paperKey(seat)}/ready`, [], isIds)
    this.#earlier = earlierEntries(seat)
  }

  /** Whose page is open: until the judge touches something, that of the first contestant still to be sent. */
  get current(): string {
    const first = this.contestants.find(({ id }) => !this.#isSent(id)) ?? this.contestants[0]
    return this.#current ?? first?.id ?? ''
  }
  set current(contestant: string) {
    this.#current = contestant
  }
  /** Whether the judge has not turned to a page, nor written on one. */
  get untouched(): boolean {
    return this.#current === null
  }
  get index(): number {
    return this.contestants.findIndex(({ id }) => id === this.current)
  }
  /** Whether nobody finds a contestant by scrolling. */
  get long(): boolean {
    return isLong(this.contestants)
  }
  get final(): boolean {
    return this.seat.round.revisable === false
  }
  /** The next of some contestants after the current one whose marks are still to be sent, going round. */
  nextOf(contestants: readonly Contestant[]): Contestant | undefined {
    const from = contestants.findIndex(({ id }) => id === this.current) + 1
    const round = [...contestants.slice(from), ...contestants.slice(0, from)]
    return round.find(({ id }) => id !== this.current && !this.#isSent(id) && !this.#isReady(id))
  }
  get received(): number {
    return this.contestants.filter(({ id }) => scoresIn(this.outbox.own?.ballot)[id] !== undefined).length
  }

  /** Whether the server holds every contestant's marks and words as they stand here. */
  get complete(): boolean {
    return this.contestants.every(({ id }) => this.stateOf(id) === 'received')
  }
  /** Whom another device of this judge has given other marks or words since this one last heard from the server. */
  get elsewhere(): Contestant[] {
    return this.contestants.filter(({ id }) => this.#elsewhere.includes(id))
  }

  entryOf(contestant: string): Entry {
    const sent = this.#sentEntry(contestant)
    const draft = this.#draft.value[contestant]
    if (draft === undefined) return sent ?? { typed: {}, comment: {} }
    return this.final && sent !== null ? { ...draft, typed: sent.typed } : draft
  }

  stateOf(contestant: string): EntryState {
    const sent = this.#sentEntry(contestant)
    const entry = this.entryOf(contestant)
    if (sent === null && this.#isReady(contestant)) return 'ready'
    if (sent === null) return isEmpty(entry) ? 'empty' : 'begun'
    if (!sameEntry(entry, sent, this.rule.criteria)) return 'changed'
    return this.#isUnderway(contestant, sent) ? 'outgoing' : 'received'
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

  /** Whose marks would go out now: the current contestant's and, where a ballot has to be whole, all that lie ready. */
  get bundle(): string[] {
    if (!this.rule.whole) return [this.current]
    return [...this.#finished.filter((id) => id !== this.current), this.current]
  }

  /** What keeps marks of these contestants, with all that were sent, from being a valid ballot; before that can be told, something does. */
  obstacles(ids: readonly string[]): Obstacle[] {
    const { whole, notAllEqual, limits } = this.rule
    if (!(whole || notAllEqual || limits)) return []
    return sheetParts.part?.obstaclesIn(this, ids) ?? [{ kind: 'all-equal' }]
  }

  /** Takes typed text for one criterion of the current contestant, or says why not. */
  type(criterion: Criterion, typed: string): ScoreRefusal | null {
    if (this.isLocked(this.current)) return null
    const text = tidyScore(typed)
    if (text === null) return 'not-a-number'
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
    const ids = this.bundle
    this.#post(ids)
    this.#ready.value = this.#ready.value.filter((id) => !ids.includes(id))
  }

  /** Lays the current contestant's marks ready: they go out as soon as the round takes marks, unless they are changed before. */
  layReady(): void {
    const { current } = this
    this.#current = current
    if (!this.#isReady(current)) this.#ready.value = [...this.#ready.value, current]
  }

  /** Sends everything that was laid ready, unless all of it would be no valid ballot: then it stays. */
  sendReady(): void {
    const ready = this.#finished
    if (ready.length > 0) {
      if (this.obstacles(ready).length > 0) return
      this.#post(ready)
    }
    this.#ready.clear([])
  }

  /** Contestants whose marks are complete here and not, or not so, on the server. */
  get sendable(): Contestant[] {
    return this.contestants.filter(
      ({ id }) => ['begun', 'changed'].includes(this.stateOf(id)) && this.maySend(id),
    )
  }

  /** Sends all of them at once, or lays them ready. */
  sendAll(now: boolean): void {
    const ids = this.sendable.map(({ id }) => id)
    if (now && this.obstacles(ids).length === 0) this.#post(ids)
    else this.#ready.value = [...this.#ready.value, ...ids]
  }

  /** Whom this judge marked in an attempt that was voided, as far as is known here, and has not marked again. */
  get earlier(): Contestant[] {
    return this.contestants.filter(({ id }) => this.#earlier[id] && this.stateOf(id) === 'empty')
  }

  /** Learns what the server holds of the attempt that was voided: another device may have sent it. Drafts that were kept here come first. */
  learnVoided(held: Marks): void {
    this.#earlier = earlierEntries(this.seat, held)
  }

  /** Takes the marks and words of the voided attempt over as drafts: nothing of them is sent before the judge sends it. */
  takeOver(): void {
    const taken = this.earlier.flatMap(({ id }) =>
      this.#earlier[id] ? [[id, this.#earlier[id]] as const] : [],
    )
    this.#draft.value = { ...this.#draft.value, ...Object.fromEntries(taken) }
  }

  #post(ids: readonly string[]): void {
    const { comments } = this.#sent
    const added = ids.map((id) => [id, this.entryOf(id).comment] as const)
    this.#elsewhere = []
    this.#steps = this.#steps.filter(({ contestant }) => !ids.includes(contestant))
    this.outbox.cast(
      {
        electorate: this.seat.panel.electorate,
        scores: this.scoresWith(ids),
      },
      { ...comments, ...Object.fromEntries(added) },
    )
  }

  /** What was sent, with the marks of these contestants as they stand here. */
  scoresWith(ids: readonly string[]): Record<string, Scores> {
    return { ...scoresIn(this.#sent.ballot), ...Object.fromEntries(ids.map((id) => [id, this.scores(id)])) }
  }

  /** What the server holds or is about to hold. */
  get #sent(): { ballot?: Ballot; comments?: Comments | undefined } {
    return this.outbox.outgoing ?? this.outbox.own ?? {}
  }

  /** What lies ready and can be sent. */
  get #finished(): string[] {
    return this.#ready.value.filter((id) => !this.#isSent(id) && this.maySend(id))
  }

  #isSent(contestant: string): boolean {
    return scoresIn(this.#sent.ballot)[contestant] !== undefined
  }

  #sentEntry(contestant: string): Entry | null {
    return entryIn(this.#sent, contestant)
  }

  /** Whether the ballot on its way says something else of the contestant than the one the server holds. */
  #isUnderway(contestant: string, sent: Entry): boolean {
    if (this.outbox.outgoing === null) return false
    const held = entryIn(this.outbox.own ?? {}, contestant)
    return held === null || !sameEntry(held, sent, this.rule.criteria)
  }

  #isReady(contestant: string): boolean {
    return this.#ready.value.includes(contestant)
  }

  #write(entry: Entry): void {
    this.#current = this.current
    // What is changed is not ready any more until the judge says so again.
    if (this.#isReady(this.#current))
      this.#ready.value = this.#ready.value.filter((id) => id !== this.#current)
    this.#draft.value = { ...this.#draft.value, [this.#current]: entry }
  }

  /**
   * Another device of the same judge has sent since `base`. What was marked or said here since then is put on top of what the server
   * holds now; everything else stays as the other device left it, and so do marks that stand for good.
   */
  #join(theirs: Marks, ours: Cast, base: Partial<Marks> = {}): Marks {
    const scores = { ...scoresIn(theirs.ballot) }
    const comments = { ...theirs.comments }
    const elsewhere = this.contestants.filter(({ id }) => {
      const [here, there, before] = [entryIn(ours, id), entryIn(theirs, id), entryIn(base, id)]
      if (here === null) return there !== null
      const { rule } = this
      const marked = before === null || !sameTyped(here.typed, before.typed, rule.criteria)
      const said = !sameComment(here.comment, before?.comment ?? {})
      const stands = there !== null && (this.final || !marked)
      if (!stands) scores[id] = scoresIn(ours.ballot)[id] ?? {}
      if (said) comments[id] = here.comment
      const joined = entryIn({ ballot: { ...theirs.ballot, scores }, comments }, id)
      return joined !== null && !sameEntry(joined, here, rule.criteria)
    })
    this.#elsewhere = elsewhere.map(({ id }) => id)
    return { ballot: { electorate: ours.ballot.electorate, scores }, comments }
  }

  /** What has arrived is no draft any more: from now on the page shows what the server holds. */
  #forget(marks: Marks): void {
    const waiting = Object.entries(this.#draft.value).filter(([id, entry]) => {
      const held = entryIn(marks, id)
      return held === null || !sameEntry(entry, held, this.rule.criteria)
    })
    if (waiting.length < Object.keys(this.#draft.value).length)
      this.#draft.value = Object.fromEntries(waiting)
  }
}
