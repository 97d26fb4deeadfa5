import type { ContestEvent } from '#core/contest/acts.ts'
import type { Random } from '#core/random.ts'
import { checkReceipts } from '../check.ts'
import { happens } from '../chance.ts'
import { deliver } from '../delivery.ts'
import { startInstance } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { sealedIn } from '../truth.ts'
import { setWeather } from '../weather.ts'

const judges = ['zhang', 'wang', 'li', 'zhao', 'chen']

/** What is shown comes from counters that may lag, and judges correct themselves: the seal has to say whose marks are others in the end. */
export const scenario: Scenario = {
  does: 'shows judges’ marks while their records are on the way, and has judges correct some of them afterwards',
  together: 1,
  run: async (bench, { seed, small, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, {
      name: 'marks',
      contest: { electorates: [{ id: 'village', name: '评委', role: 'judge' }] },
      round: {
        figures: 'published',
        revisable: true,
        panels: [{ electorate: 'village', ballot: scores }],
        showMarks: { atLeast: 3 },
      },
    })
    for (const { network } of stage.fleet.instances)
      setWeather(network, stage.chance, { answerLost: 8, slow: 10 })
    await open(stage)
    const sheets: Sheets = new Map()
    for (let step = 1; step <= (small ? 40 : 150); step++) await takeStep(stage, sheets, step)
    await closeAndSeal(stage)
    checkReceipts(stage)
    await checkCorrections(stage)
  },
}

const scores = {
  kind: 'score' as const,
  criteria: [{ id: 'k', name: 'K', max: 3 }],
  drop: { high: 1, low: 1 },
}

async function takeStep(stage: Stage, sheets: Sheets, step: number): Promise<void> {
  const random = stage.chance('step', step)
  if (happens(random, 25)) {
    const voter = random.of(judges)
    const ballot = { electorate: 'village', scores: marked(sheets, voter, random) }
    return void (await cast(stage, { voter, ballot, request: `step-${step}` }))
  }
  if (happens(random, 50)) return deliverSome(stage, random)
  const contestant = random.of(choices)
  await stage.command({ type: 'showMarks', round: stage.round.id, contestant })
}

type Scores = Record<string, Record<string, number>>
/** What each judge has given so far. */
type Sheets = Map<string, Scores>

/** At first everybody is marked, later one mark is put right. */
function marked(sheets: Sheets, judge: string, random: Random): Scores {
  const whole = Object.fromEntries(choices.map((id) => [id, { k: random.within(0, 3) }]))
  const before = sheets.get(judge)
  const sheet = before ? { ...before, [random.of(choices)]: { k: random.within(0, 3) } } : whole
  sheets.set(judge, sheet)
  return sheet
}

/** Records up to one of them: those after it are still on their way. */
async function deliverSome({ bench, contest }: Stage, random: Random): Promise<void> {
  const records = await bench.ballotRecords(contest.id)
  if (records.length > 0)
    await deliver(await startInstance(), records.slice(0, random.within(1, records.length)))
}

/** By the log and the book alone: what was shown of each contestant last, against what the counted ballots give. */
async function checkCorrections(stage: Stage): Promise<void> {
  const { bench, contest, verdict } = stage
  const log = await bench.office.call('read-log', {
    path: { contest: contest.id },
    token: await bench.owner(),
  })
  const { events } = log.body as { events: ContestEvent[] }
  const shown = new Map<string, string[]>()
  for (const event of events)
    if (event.type === 'marksShown' && event.contestant !== null)
      shown.set(
        event.contestant,
        event.panels.flatMap(({ totals }) => totals.map(({ value }) => value)).sort(),
      )
  const ballots = ((await sealedIn(stage))?.lines ?? []).map(({ ballot }) => ballot)
  const counted = (id: string) =>
    ballots.flatMap((one) => ('scores' in one ? (one.scores[id]?.['k'] ?? 0).toFixed(2) : [])).sort()
  const changed = [...shown].filter(([id, marks]) => marks.join() !== counted(id).join()).map(([id]) => id)
  const named = events.flatMap((event) => (event.type === 'roundSealed' ? (event.marksChanged ?? []) : []))
  verdict.holds(
    'corrections told',
    named.join() === changed.sort().join(),
    () => `the seal names ${named.join()}; marks were corrected of ${changed.join()}`,
  )
  verdict.holds('comes to an end', shown.size > 0, () => 'no marks were shown, so nothing was tested')
  verdict.count('shown', shown.size)
  verdict.count('corrected', changed.length)
}
