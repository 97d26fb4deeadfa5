import type { Contest, Panel, Round } from '#contract/contest.ts'
import type { Console } from '#contract/office.ts'
import { randomNamed } from '#core/random.ts'
import { addVoters, castBallot, openSession } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import { isRecord, type Storage } from '../../../state/storage.ts'
import { newListId } from '../setup/import/list-id.ts'
import type { RosterDesk } from '../setup/roster.svelte.ts'
import { type Cast, dueAt } from './plan.ts'
import { robotBallot, robotComments } from './robot-ballot.ts'
import { robot as t } from './words.ts'

type Robot = { id: string; electorate: string; token: string }

/** What a tick looks at: the contest now, and the server's time in epoch milliseconds. */
export type Scene = { contest: Contest; document: Console; now: number }

const atOnce = 6
const restMs = 2_000
/** So many in a row, and all stop until somebody tells them to go on. */
const mostFailures = 10

const isRobot = (value: unknown): value is Robot =>
  isRecord(value) && ['id', 'electorate', 'token'].every((field) => typeof value[field] === 'string')

/**
 * Voters of a rehearsal that vote by themselves. They come through the same door as everybody: a row of the roster, a code, a session,
 * a ballot over HTTP, at moments and with choices that a seed repeats. This page has to stay open for them.
 */
export class Robots {
  readonly seed: string
  #keeper: SessionKeeper
  #contest: string
  #storage: Storage
  #people = $state.raw<Robot[]>([])
  #isCast = $state(false)
  #enlisted = $state(0)
  #enlisting = $state(false)
  #running = $state(true)
  #cast = $state.raw<Record<string, number>>({})
  #problem = $state.raw<Problem | null>(null)
  /** Votes by robot and attempt that are on their way, or need no further try. */
  #votes: Record<string, 'under way' | 'over' | 'to repeat'> = {}
  #failures = 0
  /** After a failure all rest for a moment, in epoch milliseconds of the server. */
  #restUntil = 0

  /** `run` names this rehearsal and no other of the same contest: robots of one that was wiped are not remembered. */
  constructor(keeper: SessionKeeper, contest: string, run: string, storage: Storage) {
    this.#keeper = keeper
    this.#contest = contest
    this.#storage = storage
    this.seed = run.slice(0, 8)
    const remembered = storage.read(this.#key)
    if (isRecord(remembered) && remembered.run === this.seed && Array.isArray(remembered.people)) {
      this.#people = remembered.people.filter(isRobot)
      this.#isCast = true
    }
  }

  /** Whether all who were planned are in. */
  get isCast(): boolean {
    return this.#isCast
  }
  get count(): number {
    return this.#people.length
  }
  /** How many of those asked for have their session already. */
  get enlisted(): number {
    return this.#enlisted
  }
  get enlisting(): boolean {
    return this.#enlisting
  }
  get running(): boolean {
    return this.#running
  }
  get problem(): Problem | null {
    return this.#problem
  }

  pause(): void {
    this.#running = false
  }
  resume(): void {
    this.#running = true
    this.#problem = null
    this.#failures = 0
  }

  /** Ballots of robots in an attempt. */
  castIn(round: string, attempt: number): number {
    return this.#cast[`${round}/${attempt}`] ?? 0
  }

  /**
   * Puts robots and people with seats on the roster, and opens a session for each robot. The codes of the seats are then in hand: to be
   * scanned or printed.
   */
  async enlist({ electorates }: Contest, cast: Cast, roster: RosterDesk): Promise<void> {
    if (this.#enlisting) return
    this.#enlisting = true
    this.#enlisted = 0
    this.#problem = null
    const wanted = electorates.flatMap(({ id, name, admission }) =>
      Array.from({ length: cast.robots[id] ?? 0 }, (_, index) => ({
        row: { id: `robot-${id}-${index + 1}`, electorate: id, name: t.name(name, index + 1) },
        open: admission === 'open',
      })),
    )
    try {
      const rows = wanted.filter(({ open }) => !open).map(({ row }) => row)
      const { voters } =
        rows.length === 0
          ? { voters: [] }
          : await this.#keeper.authorised((token) => addVoters(this.#contest, token, { voters: rows }))
      if (cast.seats.length > 0) await roster.add({ added: cast.seats, changed: [], list: newListId() })
      else await roster.seeAnew()
      const people: Robot[] = []
      await inTurns(wanted, async ({ row: { id, electorate }, open }) => {
        const code = voters.find((voter) => voter.id === id)?.code
        if (code === undefined && !open) return
        const seat = code === undefined ? { contest: this.#contest, electorate } : { code }
        const { token } = await openSession(seat)
        people.push({ id, electorate, token })
        this.#enlisted = people.length
      })
      this.#people = people
      this.#isCast = true
      this.#storage.write(this.#key, { run: this.seed, people })
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#enlisting = false
    }
  }

  /** Lets those vote whose moment has come. To be called about once a second. */
  async tick(scene: Scene): Promise<void> {
    if (!this.#running || scene.now < this.#restUntil) return
    const { contest, document } = scene
    const due = contest.rounds.flatMap((round) => {
      const live = document.rounds[round.id]
      if (live?.status !== 'open') return []
      return this.#people.flatMap((robot) => {
        const panel = round.panels.find(({ electorate }) => electorate === robot.electorate)
        const attempt = `${round.id}/${live.attempt}`
        const place = `${attempt}/${robot.id}`
        if (panel === undefined || ['under way', 'over'].includes(this.#votes[place] ?? '')) return []
        const seed = `${this.seed}/${place}`
        return dueAt(seed, live) > scene.now ? [] : [{ robot, round, panel, attempt, place, seed }]
      })
    })
    const underWay = Object.values(this.#votes).filter((vote) => vote === 'under way').length
    await Promise.all(due.slice(0, atOnce - underWay).map((vote) => this.#vote(scene, vote)))
  }

  async #vote(
    { contest, now }: Scene,
    vote: { robot: Robot; round: Round; panel: Panel; attempt: string; place: string; seed: string },
  ): Promise<void> {
    const { robot, round, panel, attempt, place, seed } = vote
    const random = randomNamed(seed, 'ballot')
    const isJudge = contest.electorates.some(({ id, role }) => id === robot.electorate && role === 'judge')
    this.#votes[place] = 'under way'
    try {
      await castBallot(contest.id, round.id, robot.token, {
        ballot: robotBallot(contest, round, panel, random),
        requestId: seed.slice(0, 100),
        delay: random.within(3, 20),
        ...(isJudge && { comments: robotComments(contest, round) }),
      })
      this.#votes[place] = 'over'
      this.#failures = 0
      this.#cast = { ...this.#cast, [attempt]: (this.#cast[attempt] ?? 0) + 1 }
    } catch (error) {
      const problem = Problem.from(error)
      this.#votes[place] = problem.passing ? 'to repeat' : 'over'
      if (problem.code === 'closed' || problem.code === 'already-voted') return
      this.#problem = problem
      this.#failures += 1
      this.#restUntil = now + restMs
      if (this.#failures >= mostFailures) this.#running = false
    }
  }

  get #key(): string {
    return `${this.#contest}/console/robots`
  }
}

/** Does the work for all, a few at a time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += atOnce)
    await Promise.all(items.slice(start, start + atOnce).map(work))
}
