import { liveChannel } from '#core/channel.ts'
import { Office } from './office.ts'
import { audiences, closedLoop, contest, roster, roundOf, steady, warmUp } from './contest.ts'
import type { CastTimes, LoadCalls, Voters } from './load.ts'
import { cpuOf } from './process-tree.ts'
import { Helper } from './processes.ts'
import { percentile } from '#capacity/statistics.ts'
import type { Delays, ViewerCalls, Votes } from './viewers.ts'

type Latency = { p50: number; p99: number }
/** What was measured before one audience. Times are milliseconds; `push` is there where somebody listened. */
export type Measured = {
  viewers: number
  perSecond: number
  /** Milliseconds on a core, of all the system's processes together. */
  cpuPerBallot: number
  closed: Latency
  steady: Latency
  push: Delays | undefined
}

export type Voted = { base: string; processId: number; organiser: string }
type Box = Pick<Voted, 'base' | 'processId'> & {
  office: Office
  load: Helper<LoadCalls>
  viewers: Helper<ViewerCalls>
}

/** Lets a fresh system with the bench's contest be voted on before ever more viewers. Throws when a ballot is lost or refused. */
export const measureVoting = async (
  { base, processId, organiser }: Voted,
  say: (text: string) => void,
): Promise<Measured[]> => {
  const office = await Office.open(base, organiser, contest.id)
  const load = new Helper<LoadCalls>('load.ts')
  const viewers = new Helper<ViewerCalls>('viewers.ts')
  try {
    say(`  ${roster.length} voters sign in`)
    const codes = await office.addVoters(roster)
    await load.ask('signIn', { base, codes })
    const box = { base, processId, office, load, viewers }
    say('  and vote once, so that the system is warm')
    await warmTheSystem(box)
    const measured: Measured[] = []
    for (const audience of audiences) {
      say(`  voting before ${audience} viewers`)
      measured.push(await measureBefore(audience, box))
    }
    return measured
  } finally {
    load.stop()
    viewers.stop()
  }
}

/** Code is compiled and everybody's session is known, as it is when a voter's page has asked for anything before. */
const warmTheSystem = async (box: Box): Promise<void> => {
  await box.office.openRound(warmUp)
  await castAll(box, warmUp, { from: 0, to: roster.length }, closedLoop)
  await checkRecount(box.office, warmUp, roster.length)
}

const measureBefore = async (audience: number, box: Box): Promise<Measured> => {
  const { office, viewers, processId } = box
  const round = roundOf(audience)
  const place = { ...(await office.push()), channel: liveChannel(contest.id) }
  await viewers.ask('connect', { ...place, count: audience })
  await office.openRound(round)

  const cpuBefore = cpuOf(processId)
  const full = await castAll(box, round, { from: 0, to: closedLoop.ballots }, closedLoop)
  await office.counted(round, closedLoop.ballots)
  const cpuPerBallot = (cpuOf(processId) - cpuBefore) / closedLoop.ballots
  await viewers.ask('forget', null)

  const even = await castAll(box, round, { from: closedLoop.ballots, to: roster.length }, steady)
  const push = audience > 0 ? await viewers.ask('delays', votesOf(round, even)) : undefined
  await checkRecount(office, round, roster.length)
  return {
    viewers: audience,
    perSecond: (closedLoop.ballots * 1_000) / (Math.max(...full.acknowledged) - Math.min(...full.sent)),
    cpuPerBallot,
    closed: latencyOf(full),
    steady: latencyOf(even),
    push,
  }
}

const castAll = (
  { base, load }: Box,
  round: string,
  voters: Voters,
  pace: { connections: number } | { perSecond: number },
): Promise<CastTimes> => load.ask('cast', { base, contest: contest.id, round, voters, pace })

/** An acknowledged ballot that the recount does not find is the one thing that must never be. */
const checkRecount = async (office: Office, round: string, acknowledged: number): Promise<void> => {
  const found = await office.recount(round)
  if (found !== acknowledged)
    throw new Error(`${acknowledged} ballots were acknowledged in ${round}, and the recount found ${found}`)
}

const latencyOf = ({ due, acknowledged }: CastTimes): Latency => {
  const latencies = acknowledged.map((time, index) => time - (due[index] ?? NaN))
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
}

/**
 * A document surely holds a vote when it counts as many ballots as had been sent when the vote was acknowledged: ballots are
 * counted in the order in which they were stored.
 */
const votesOf = (round: string, { sent, acknowledged }: CastTimes): Votes => {
  const inOrder = acknowledged.toSorted()
  let sentBefore = 0
  const turnout = inOrder.map((time) => {
    while (sentBefore < sent.length && (sent[sentBefore] ?? Infinity) <= time) sentBefore++
    return closedLoop.ballots + sentBefore
  })
  return { round, acknowledged: inOrder, turnout }
}
