import type { Ballot } from '#contract/ballot.ts'
import type { CommandResult } from '#contract/office.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { type Answer, type Call } from '#test/support/functions.ts'
import { contestWith } from '#test/support/contest.ts'
import { eventRecord, streamEvent } from '#test/support/stream-records.ts'
import type { Bench } from './bench.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { jump } from './clock.ts'
import { Fleet } from './fleet.ts'
import { startInstance, startInstances } from './instances.ts'
import { Ledger } from './ledger.ts'
import type { Verdict } from './verdict.ts'

/** One round of one contest with everybody at their places; each run of a scenario has one of its own. */
export type Stage = {
  bench: Bench
  seed: number
  chance: Chance
  verdict: Verdict
  ledger: Ledger
  contest: Contest
  round: Round
  path: { contest: string; round: string }
  /** The processes that phones reach. */
  fleet: Fleet
  token(voter: string): Promise<string>
  /** A command of the organiser, over a network without faults. */
  command: (body: object, over?: Partial<Call>) => Promise<Answer>
  /** Something goes on behind the phones' backs; `settled` waits for it. */
  later(work: Promise<unknown>): void
  settled(): Promise<void>
}

export type Staged = { name: string; round?: Partial<Round>; contest?: Partial<Contest>; processes?: number }

export const choices = ['east', 'west', 'north', 'south', 'centre']
export const choosing = (choice: string): Ballot => ({ electorate: 'village', choices: [choice] })

/** A contest with one open electorate and one round, by default not revisable and with live figures, not yet open. */
export async function stageRound(
  bench: Bench,
  seed: number,
  verdict: Verdict,
  { name, round: over, contest: more, processes = 3 }: Staged,
): Promise<Stage> {
  const chance = chanceFrom(seed)
  const contest = contestWith(
    {
      id: `${name}-${seed}`.slice(0, 60),
      electorates: [{ id: 'village', name: '村', role: 'voter', admission: 'open' }],
      contestants: choices.map((id) => ({ id, name: id })),
      ...more,
    },
    { ...(!over?.secret && { figures: 'live' as const }), revisable: false, ...over },
  )
  const [round] = contest.rounds
  if (!round) throw new Error('a contest without rounds')
  const path = { contest: contest.id, round: round.id }
  await bench.create(contest)
  const instances = await startInstances(processes)
  await Promise.all(instances.map((instance) => instance.warmUp('api', 'cast-ballot')))
  const running: Promise<unknown>[] = []
  const tokens = new Map<string, Promise<string>>()
  return {
    bench,
    seed,
    chance,
    verdict,
    ledger: new Ledger(),
    contest,
    round,
    path,
    fleet: new Fleet(instances, chance),
    token: (voter) => {
      const token = tokens.get(voter) ?? bench.token(contest.id, voter)
      tokens.set(voter, token)
      return token
    },
    command: async (body, over) =>
      bench.office.call('run-command', {
        path: { contest: contest.id },
        token: await bench.owner(),
        body,
        ...over,
      }),
    later: (work) => void running.push(work),
    settled: async () => void (await Promise.all(running)),
  }
}

/** The first event that a command has led to. Throws when the command was refused. */
export function eventOf(answer: Answer): ContestEvent {
  const [event] = answer.status === 200 ? (answer.body as CommandResult).events : []
  if (!event) throw new Error(`a command was refused: ${JSON.stringify(answer)}`)
  return event as ContestEvent
}

export const open = async ({ command, round }: Stage, seconds?: number): Promise<ContestEvent> =>
  eventOf(await command({ type: 'openRound', round: round.id, ...(seconds && { seconds }) }))

/** Closes the round, lets the time until the end of the drain pass in no time, and seals. */
export async function closeAndSeal(stage: Stage): Promise<void> {
  eventOf(await stage.command({ type: 'closeRound', round: stage.round.id }))
  jump(closingAndDrainMs)
  await seal(stage)
}

const closingAndDrainMs = 11_000

/** Asks for the seal and lets the function do it, in a process of its own. */
export async function seal(stage: Stage, instance = startInstance()): Promise<ContestEvent> {
  const requested = eventOf(await stage.command({ type: 'sealRound', round: stage.round.id }))
  await sealAs(stage, requested, instance)
  return requested
}

async function sealAs(
  { contest }: Stage,
  requested: ContestEvent,
  instance = startInstance(),
): Promise<void> {
  const { timeoutSeconds = 0 } = subscriptions.find(({ function: name }) => name === 'seal-round') ?? {}
  const event = streamEvent([eventRecord(contest.id, requested)])
  await (await instance).invoke('streams', 'seal-round', event, timeoutSeconds)
}
