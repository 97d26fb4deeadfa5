import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '#client/client.ts'
import { NoAnswer, Refused } from '#client/faults.ts'
import type { Ballot, Receipt } from '#contract/ballot.ts'
import type { Command } from '#core/contest/acts.ts'
import { filled, sameBallot } from '#core/ballot.ts'
import { castBallot, readBallot, readLive, runCommand } from '#functions/routes.ts'
import { contestWith } from '#test/support/contest.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import type { Bench } from '../bench.ts'
import { chanceFrom, type Chance } from '../chance.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing } from '../stage.ts'
import { choicesIn } from '../truth.ts'
import type { Verdict } from '../verdict.ts'

const electors = 40
const votesWithinMs = 1_500
const phonePauseMs = 150
const mostTries = 400
const healsWithinMs = 20_000
const answerWithinMs = 10_000

/** `npm start` as a whole, engine and all, under `kill -9`; phones go on trying. Every seed is an attempt of the same round. */
export const scenario: Scenario = {
  does: 'kill -9 of the whole local system at random moments while 40 phones vote, then a restart',
  together: 1,
  run: async (bench, { seed, verdict }) => {
    const hall = await (halls.get(bench) ?? openHall(bench))
    const chance = chanceFrom(seed)
    await command(hall, { type: 'voidRound', round: 'final', reason: '重投' })
    await command(hall, { type: 'openRound', round: 'final' })
    const sent = new Map<string, Sent>()
    const phones = Promise.all([...hall.voters.keys()].map((voter) => vote(hall, chance, voter, sent)))
    const kills = chance('kills').within(1, 2)
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(chance('kill', kill).within(0, votesWithinMs))
      await hall.system.kill()
      await hall.system.start()
    }
    await phones
    verdict.count('kills', kills)
    await compare(hall, sent, verdict)
  },
}

type Hall = { system: LocalSystem; organiser: Client; voters: Map<string, Client> }
type Sent = { ballot: Ballot; receipt?: Receipt; tries: number }

const halls = new WeakMap<Bench, Promise<Hall>>()

function openHall(bench: Bench): Promise<Hall> {
  const hall = startHall(join(bench.engine.folder, 'hall'))
  halls.set(bench, hall)
  bench.atEnd.push(async () => (await hall).system.stop())
  return hall
}

async function startHall(folder: string): Promise<Hall> {
  mkdirSync(folder)
  const [contestFile, rosterFile] = [join(folder, 'contest.json'), join(folder, 'roster.csv')]
  const contest = contestWith(
    { contestants: choices.map((id) => ({ id, name: id })) },
    { figures: 'live', revisable: false },
  )
  writeFileSync(contestFile, JSON.stringify(contest))
  const rows = Array.from({ length: electors }, (_, index) => `voter-${index},village,,`)
  writeFileSync(rosterFile, ['id,electorate,name,unit', ...rows, ''].join('\n'))
  const system = await LocalSystem.start('--contest', contestFile, '--roster', rosterFile)
  const { organiser, voters } = await system.links()
  const client = new Client(system.base, undefined, answerWithinMs)
  const hall: Hall = { system, organiser: await client.signIn(organiser.code), voters: new Map() }
  for (const { id, code } of voters) hall.voters.set(id, await client.signIn(code))
  await command(hall, { type: 'openRound', round: 'final' })
  return hall
}

/** Refusals are no fault of their own here: what must hold is seen in the end. */
async function command({ organiser }: Hall, body: Command): Promise<void> {
  await unlessRefused(organiser.ask(runCommand, { path: { contest: ballotPath.contest }, body }))
}

const unlessRefused = <Answer>(asking: Promise<Answer>): Promise<Answer | undefined> =>
  asking.catch((error: unknown) => {
    if (error instanceof Refused) return undefined
    throw error
  })

const ballotPath = { contest: 'harvest', round: 'final' }

const phoneOf = ({ voters }: Hall, voter: string): Client => {
  const phone = voters.get(voter)
  if (!phone) throw new Error(`${voter} has no session`)
  return phone
}

/** Under one request id until there is a receipt, whatever breaks meanwhile. */
async function vote(hall: Hall, chance: Chance, voter: string, sent: Map<string, Sent>): Promise<void> {
  const random = chance('vote', voter)
  const mine: Sent = { ballot: choosing(random.of(choices)), tries: 0 }
  sent.set(voter, mine)
  await sleep(random.within(0, votesWithinMs))
  while (!mine.receipt && mine.tries++ < mostTries) {
    try {
      const body = { ballot: mine.ballot, requestId: 'mine' }
      mine.receipt = await phoneOf(hall, voter).ask(castBallot, { path: ballotPath, body })
    } catch (error) {
      // The system is down, or it is not open yet: a phone waits and tries again.
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
    }
    if (!mine.receipt) await sleep(phonePauseMs)
  }
}

async function compare(hall: Hall, sent: Map<string, Sent>, verdict: Verdict): Promise<void> {
  let [acknowledged, lost, tries] = [0, 0, 0]
  for (const [voter, { ballot, receipt, tries: mine }] of sent) {
    tries += mine
    if (!receipt) continue
    acknowledged++
    const own = await unlessRefused(phoneOf(hall, voter).ask(readBallot, { path: ballotPath }))
    if (own?.receipt === receipt.receipt && sameBallot(filled(own.ballot), filled(ballot))) continue
    lost++
    verdict.holds(
      'nothing lost',
      false,
      () => `${voter} holds ${receipt.receipt}, there is ${JSON.stringify(own)}`,
    )
  }
  const expected = choices.map((id) => votesFor(sent, id))
  const shown = await untilHealed(hall, expected)
  verdict.holds(
    'live heals',
    String(shown) === String(expected),
    () => `live shows ${String(shown)}, sent were ${String(expected)}`,
  )
  verdict.holds(
    'comes to an end',
    acknowledged === sent.size,
    () => `${acknowledged} of ${sent.size} phones got a receipt`,
  )
  verdict.count('attempted', sent.size)
  verdict.count('tries', tries)
  verdict.count('acknowledged', acknowledged)
  verdict.count(
    'counted',
    shown.reduce((sum, votes) => sum + votes, 0),
  )
  verdict.count('lost', lost)
}

const votesFor = (sent: Map<string, Sent>, choice: string): number =>
  [...sent.values()].filter(({ ballot, receipt }) => receipt && choicesIn(ballot)[0] === choice).length

/** The votes in the live document, by contestant, as soon as they are as expected or the patience is over. */
async function untilHealed(hall: Hall, expected: number[]): Promise<number[]> {
  const deadline = performance.now() + healsWithinMs
  let shown: number[] = []
  do {
    await sleep(100)
    const live = await hall.organiser.ask(readLive, { path: { contest: ballotPath.contest } })
    const rows = live.rounds['final']?.standings ?? []
    shown = choices.map(
      (id) => rows.find(({ contestant }) => contestant === id)?.panels['village']?.votes ?? 0,
    )
  } while (String(shown) !== String(expected) && performance.now() < deadline)
  return shown
}
