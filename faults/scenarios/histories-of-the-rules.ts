import type { Command } from '#core/contest/acts.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import { decideCast } from '#core/cast.ts'
import { isUnsealed, isWithin, roundState, type RoundState } from '#core/contest/state.ts'
import { deltaOf } from '#core/fold.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { addTallies, tallyOf, type Tally } from '#core/tally.ts'
import type { StoredBallot } from '#store/ballots.ts'
import { at, begin, decideAt, happen, type Played, sealed } from '#test/core/contest/play.ts'
import { contestWith } from '#test/support/contest.ts'
import type { Random } from '#core/random.ts'
import { chanceFrom, happens } from '../chance.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing } from '../stage.ts'
import { checkTransitions } from '../transitions.ts'
import { differences } from '../truth.ts'
import type { Verdict } from '../verdict.ts'

const voters = ['zhang', 'wang', 'li', 'zhao', 'chen']

/**
 * Random histories of commands, casts and crashes, on the pure rules alone and at their speed: the box and the stream are played in
 * memory. (`histories-on-the-engine` plays fewer of them for real.) 20 seeds are 10,000 histories.
 */
export const scenario: Scenario = {
  does: 'plays 500 random histories of commands, casts and crashes on the rules alone, with box and stream in memory',
  together: 1,
  run: async (_, { seed, small, verdict }) => {
    const chance = chanceFrom(seed)
    const histories = small ? 100 : 500
    for (let history = 1; history <= histories; history++)
      new History(chance('history', history), verdict).play()
    verdict.count('histories', histories)
  },
}

type Kept = { ballot: StoredBallot; heard?: number }

class History {
  readonly #random: Random
  readonly #verdict: Verdict
  readonly #contest
  readonly #round
  #played: Played
  /** What warm functions may still know. */
  #known: Played
  #now = 0
  /** By attempt and voter. */
  readonly #box = new Map<string, Kept>()
  readonly #stream: { attempt: number; delta: ReadonlyMap<Mark, number> }[] = []
  #delivered = 0
  #tallies = new Map<number, Tally>()
  #requests = 0

  constructor(random: Random, verdict: Verdict) {
    this.#random = random
    this.#verdict = verdict
    this.#contest = contestWith(
      { contestants: choices.map((id) => ({ id, name: id })) },
      { revisable: random.within(0, 1) === 1 },
    )
    const [round] = this.#contest.rounds
    if (!round) throw new Error('a contest without rounds')
    this.#round = round
    this.#played = this.#known = begin(this.#contest)
  }

  play(): void {
    for (let step = 0; step < 40; step++) {
      const before = this.#played
      this.#now += this.#random.within(0, 12)
      // A head from the cache is at most a second old; any later one is the head as it is.
      this.#known = this.#random.within(0, 1) === 1 ? before : this.#played
      const what = this.#random.within(0, 9)
      if (what < 3) this.#command()
      else if (what < 8) this.#cast()
      else if (what < 9) this.#deliver()
      else this.#seal()
    }
    this.#delivered = this.#random.within(0, this.#delivered)
    this.#tallies = new Map()
    this.#recountFrom(0)
    this.#check()
  }

  #command(): void {
    const { id: round } = this.#round
    const seconds = this.#random.within(1, 40)
    const command: Command = this.#random.of<Command>([
      { type: 'openRound', round, seconds },
      { type: 'openRound', round },
      { type: 'openRound', round, seconds },
      { type: 'closeRound', round, inSeconds: this.#random.within(3, 10) },
      { type: 'extendRound', round, seconds },
      { type: 'reopenRound', round, seconds },
      { type: 'sealRound', round },
      { type: 'publishResult', round },
      { type: 'reveal', round, places: this.#random.within(0, 3) },
      { type: 'voidRound', round, reason: '重投' },
      { type: 'withdrawContestant', contestant: this.#random.of(choices), reason: '临时有事' },
      {
        type: 'amend',
        what: 'round',
        id: round,
        fields: { title: `第 ${seconds} 轮` },
        reason: '印错',
      },
    ])
    const decision = decideAt(this.#played, this.#now, command)
    if ('events' in decision) this.#played = happen(this.#played, this.#now, ...decision.events)
  }

  /** A phone sends, and sends again when the process that took its ballot dies before it answers. */
  #cast(): void {
    const voter = this.#random.of(voters)
    const ballot = filled(choosing(this.#random.of(this.#contestants())))
    const request = `request-${++this.#requests}`
    while (happens(this.#random, 30)) this.#arrive(voter, ballot, request)
    const heard = this.#arrive(voter, ballot, request)
    const kept = this.#box.get(this.#nameOf(voter))
    if (kept && heard !== undefined) kept.heard = Math.max(kept.heard ?? 0, heard)
  }

  /** Of whom the ballots of this attempt speak; before the opening nobody takes one. */
  #contestants(): readonly string[] {
    const current = roundState(this.#played.state, this.#round.id)
    return current.phase === 'waiting' ? choices : current.contestants
  }

  #nameOf = (voter: string): string => `${roundState(this.#played.state, this.#round.id).attempt} ${voter}`

  /** The revision that the phone is told, if it has a receipt. */
  #arrive(voter: string, ballot: StoredBallot['ballot'], request: string): number | undefined {
    const current = this.#open()
    if (!current) return undefined
    const name = `${current.attempt} ${voter}`
    const inBox = this.#box.get(name)
    const decision = decideCast(this.#round, inBox?.ballot, { ballot, request })
    if ('repeats' in decision) return decision.repeats.revision
    if (!('revision' in decision)) return undefined
    const casts = [...(inBox?.ballot.casts ?? []), { id: request, at: at(this.#now) }]
    const next = { voter, ballot, receipt: `receipt-${voter}`, revision: decision.revision, casts }
    this.#box.set(name, { ...inBox, ballot: next })
    const marks = (one: StoredBallot | undefined) => (one ? this.#marks(one) : [])
    this.#stream.push({ attempt: current.attempt, delta: deltaOf(marks(inBox?.ballot), marks(next)) })
    return next.revision
  }

  #marks = ({ ballot }: StoredBallot): Mark[] => ballotRules(this.#contest, this.#round).marks(ballot)

  /** The round if it takes ballots: by what a warm function knows, or else by the head as it is. */
  #open(): Exclude<RoundState, { phase: 'waiting' }> | undefined {
    for (const { state } of [this.#known, this.#played]) {
      const current = roundState(state, this.#round.id)
      const time = at(this.#now)
      if (isUnsealed(current) && current.windows.some((window) => isWithin(window, time))) return current
    }
    return undefined
  }

  /** Some of the records; the consumer may die and begin again at its fence. */
  #deliver(): void {
    this.#recountFrom(this.#delivered, this.#random.within(this.#delivered, this.#stream.length))
  }

  #recountFrom(start: number, end = this.#stream.length): void {
    for (const { attempt, delta } of this.#stream.slice(start, end))
      this.#tallies.set(attempt, addTallies(this.#tallies.get(attempt) ?? new Map(), delta))
    this.#delivered = end
  }

  #seal(): void {
    const current = roundState(this.#played.state, this.#round.id)
    if (current.phase !== 'sealing') return
    this.#now += 5
    this.#played = happen(this.#played, this.#now, sealed({ attempt: current.attempt }))
  }

  #check(): void {
    checkTransitions(this.#played.log, this.#round.id, this.#verdict)
    for (const [attempt, tally] of this.#tallies) {
      const ballots = [...this.#box].filter(([name]) => name.startsWith(`${attempt} `))
      const counted = tallyOf(ballots.flatMap(([, { ballot }]) => this.#marks(ballot)))
      const differing = differences(tally, counted)
      this.#verdict.holds('tally equals recount', differing.length === 0, () => differing.join('; '))
    }
    for (const [name, { ballot, heard = 0 }] of this.#box) {
      this.#verdict.holds(
        'nothing lost',
        ballot.revision >= heard,
        () => `${name} heard of ${heard}, kept ${ballot.revision}`,
      )
      const isOnce = this.#round.revisable !== false || ballot.revision === 1
      this.#verdict.holds(
        'nothing twice',
        isOnce,
        () => `${name} has replaced a ballot that may not be replaced`,
      )
    }
  }
}
