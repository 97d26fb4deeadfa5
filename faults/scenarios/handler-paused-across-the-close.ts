import { setTimeout as sleep } from 'node:timers/promises'
import type { OwnBallot } from '#contract/ballot.ts'
import { filled, sameBallot } from '#core/ballot.ts'
import type { Chance } from '../chance.ts'
import { checkReceipts, checkSealed, checkUnchanged } from '../check.ts'
import type { Fate } from '../network.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, open, seal, type Stage, stageRound } from '../stage.ts'
import { type Sealed, sealedIn } from '../truth.ts'

const windowSeconds = 3
/** Between the arrival at the gateway and the start of the function, where a process has to start first. */
const longestColdStartMs = 1_900

/**
 * Votes arrive in the last instants, and their functions are held up between the check and the write: by a slow network, which brings
 * the write later although the function has given up, or because the whole process stands still. The seal is asked for at once. All
 * waits here are real.
 */
export const scenario: Scenario = {
  does: 'holds votes of the last instants between check and write: into the drain, beyond the function’s end, beyond the sealed book',
  together: 5,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, {
      name: 'paused',
      round: { revisable: true },
      processes: 4,
    })
    const { chance, fleet } = stage
    const voters = Array.from({ length: small ? 16 : 40 }, (_, index) => `voter-${index}`)
    await Promise.all(voters.map((voter) => stage.token(voter)))
    const end = Date.parse(closesAtIn(await open(stage, windowSeconds)))
    await Promise.all(voters.filter((_, index) => index % 3 === 0).map((voter) => voteEarly(stage, voter)))

    const sealed = Promise.withResolvers<undefined>()
    const held = new Map<string, Fate>()
    for (const { network } of fleet.instances)
      network.fate = ({ operation, key }) => {
        const voter = key.split(' ').at(-1) ?? ''
        if (operation !== 'PutItem' || held.has(voter)) return undefined
        const fate = pause(chance, voter, sealed.promise)
        held.set(voter, fate)
        return fate
      }
    const phones = voters.map((voter) => voteLate(stage, voter, end))
    await sleep(Math.max(0, end - Date.now()))
    await seal(stage)
    const before = await sealedIn(stage)
    sealed.resolve(undefined)
    await Promise.all(phones)
    await sleep(100)
    await Promise.all(voters.map((voter) => repeat(stage, voter)))
    await checkSealed(stage)
    checkReceipts(stage)
    await checkUnchanged(stage, before)
    await checkOwnBallots(stage, before, voters)
  },
}

const closesAtIn = (event: Awaited<ReturnType<typeof open>>): string =>
  'closesAt' in event ? (event.closesAt ?? '') : ''

/** What happens to the write of a voter: nothing, slow, too slow for the function, too slow for the drain, too slow for the book. */
function pause(chance: Chance, voter: string, sealed: Promise<undefined>): Fate {
  const random = chance('pause', voter)
  return random.of<() => Fate>([
    () => ({ delay: random.within(0, 2_300) }),
    () => ({ delay: random.within(2_600, 4_500) }),
    () => ({ held: sealed }),
    () => ({ held: sealed }),
    () => ({ frozen: sleep(random.within(2_000, 4_900)) }),
    () => ({ frozen: sealed }),
  ])()
}

const voteEarly = (stage: Stage, voter: string): Promise<unknown> =>
  cast(stage, { voter, ballot: choosing(stage.chance('early', voter).of(choices)), request: 'early' })

/** In the last half second of the window; the phone repeats its request until it has a receipt or a reason. */
async function voteLate(stage: Stage, voter: string, end: number): Promise<void> {
  const random = stage.chance('late', voter)
  const at = end - random.within(1, 500)
  await sleep(Math.max(0, at - Date.now()) + random.within(0, longestColdStartMs))
  const ballot = choosing(random.of(choices))
  const first = await cast(stage, { voter, ballot, request: 'late', tries: 1, call: { at } })
  if (first.acknowledged ?? first.refusal) return
  await cast(stage, { voter, ballot, request: 'late', tries: 30, pause: 300 })
}

/** A phone that was off asks once more: it hears its receipt, or that the round is closed. */
async function repeat(stage: Stage, voter: string): Promise<void> {
  const { ballot } =
    stage.ledger.attempts.find((sent) => sent.voter === voter && sent.request === 'late') ?? {}
  if (ballot) await cast(stage, { voter, ballot, request: 'late' })
}

/** Who looks for the own ballot afterwards is shown what is in the book, and nothing else. */
async function checkOwnBallots(stage: Stage, sealed: Sealed | undefined, voters: string[]): Promise<void> {
  for (const voter of voters) {
    const call = { path: stage.path, token: await stage.token(voter) }
    const answer = await stage.bench.office.call('read-ballot', call)
    const own = answer.status === 200 ? (answer.body as OwnBallot) : undefined
    const line = sealed?.lines.find((candidate) => candidate.voter === voter)
    const isShown =
      own && line
        ? own.receipt === line.id && sameBallot(filled(own.ballot), filled(line.ballot))
        : !own && !line
    stage.verdict.holds(
      'nothing lost',
      isShown,
      () => `${voter} is shown ${JSON.stringify(own)}, counted is ${JSON.stringify(line)}`,
    )
  }
}
