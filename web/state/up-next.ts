import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { leftOf } from './left.ts'
import { contestantsOf, statusAt } from './rounds.ts'
import { plannedSeconds, secondsToCome } from './speech.ts'

/** Somebody who is to come on stage: as the how-manieth of which round, and when if everybody takes the time that is set. */
export type UpNext = {
  contestant: Contestant
  round: Round
  place: number
  /** Epoch milliseconds of the server; null where nobody can tell. */
  at: number | null
}

type Appearance = NonNullable<Live['stage']>

/** Who comes on stage after whoever is on it, or was last, at a moment of the server's time; at most so many. */
export function upNext(contest: Contest, live: Live, now: number, most = 3): UpNext[] {
  const order = toCome(contest, live, now).slice(0, most)
  const rest = live.stage === null ? null : secondsToCome(contest, live, now)
  let at = rest === null ? null : now + rest * 1_000
  return order.map((each) => {
    const next = { ...each, at }
    const planned = plannedSeconds(each.round)
    at = at === null || planned === null ? null : at + planned * 1_000
    return next
  })
}

/** Rounds that are open or to come, with those who have left each. */
export const leftToCome = (contest: Contest, live: Live, now: number): [Round, Contestant[]][] =>
  contest.rounds
    .filter(({ id }) => ['waiting', 'open'].includes(statusAt(live.rounds[id], now)))
    .map((round): [Round, Contestant[]] => [round, leftOf(contest, round, live)])
    .filter(([, left]) => left.length > 0)

type Call = Omit<UpNext, 'at'>

function toCome(contest: Contest, live: Live, now: number): Call[] {
  const waiting = contest.rounds.filter(({ id }) => statusAt(live.rounds[id], now) === 'waiting')
  const everybody = (rounds: Round[]) => rounds.flatMap((round) => callsOf(contest, round))
  const last = live.stage ?? live.lastOnStage
  const round = last && roundOfAppearance(contest, live, last)
  if (last === undefined || round === undefined) {
    const open = contest.rounds.filter(({ id }) => statusAt(live.rounds[id], now) === 'open')
    return everybody([...open, ...waiting])
  }
  const calls = callsOf(contest, round)
  const index = calls.findIndex(({ contestant }) => contestant.id === last.contestant)
  const later = waiting.filter((other) => contest.rounds.indexOf(other) > contest.rounds.indexOf(round))
  return [...calls.slice(index + 1), ...everybody(later)]
}

const callsOf = (contest: Contest, round: Round): Call[] =>
  contestantsOf(contest, round).map((contestant, index) => ({ contestant, round, place: index + 1 }))

/**
 * The round for which somebody is, or was, on stage: the one that closed first after that or is open, else the first to come. Contestants
 * of several rounds appear in each of them.
 */
function roundOfAppearance(
  contest: Contest,
  live: Live,
  { contestant, since }: Appearance,
): Round | undefined {
  const theirs = contest.rounds.filter((round) =>
    contestantsOf(contest, round).some(({ id }) => id === contestant),
  )
  const timed = live.speech?.contestant === contestant ? live.speech.round : undefined
  const endOf = ({ id }: Round): string | undefined => {
    const { status, closesAt } = live.rounds[id] ?? {}
    return status === undefined || status === 'waiting' ? undefined : (closesAt ?? endless)
  }
  const [opened] = theirs
    .filter((round) => (endOf(round) ?? '') > since)
    .sort((a, b) => ((endOf(a) ?? '') < (endOf(b) ?? '') ? -1 : 1))
  return theirs.find(({ id }) => id === timed) ?? opened ?? theirs.find((round) => endOf(round) === undefined)
}

/** Later than any time. */
const endless = '~'
