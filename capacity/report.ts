import { coldTable, sizeFor } from './sizing.ts'
import { quotas, round, seed, settings } from './assumptions.ts'
import { heatOf, realBuckets, type Heat } from './heat.ts'
import { type Crowd, type Load, loadOf, realTallyWindow } from './load.ts'
import { eveningBill, idleBill, roundBill, total } from './price.ts'
import { ordinaryContest, weigh, wideContest } from './samples.ts'
import { dollars, seconds, short, table, whole } from './tables.ts'
import { wallsOf } from './walls.ts'

/** The audiences that the document speaks of. */
const sizes = [300, 10_000, 100_000, 1_000_000] as const

/** Each part of `docs/capacity.md` that is made from the model, as Markdown, by its name. */
export function reportParts(): Record<string, string> {
  const crowds = sizes.map((voters) => studied(voters, ordinary()))
  return {
    seed: `Seed ${seed}; a round of ${round.seconds} seconds.`,
    hops: hopsTable(crowds),
    walls: crowds.map(wallsTable).join('\n\n'),
    buckets: bucketsTable(),
    documents: documentsTable(),
    wide: wideTable(),
  }
}

/** What an evening of ten rounds and an idle month cost, in US dollars. */
export function priceClass({
  voters,
  push,
  firewall,
}: {
  voters: number
  push: boolean
  firewall: boolean
}): {
  evening: number
  idleMonth: number
} {
  const crowd = { ...crowdOf(voters, ordinary()), push, firewall }
  return { evening: total(eveningBill(crowd, loadOf(crowd))), idleMonth: idleBill(firewall) }
}

type Sample = ReturnType<typeof ordinary>
const ordinary = () => sampleOf(ordinaryContest())
const wide = () => sampleOf(wideContest())
const sampleOf = (contest: ReturnType<typeof ordinaryContest>) => ({ contest, weight: weigh(contest) })

const crowdOf = (voters: number, { contest, weight }: Sample): Crowd => ({
  voters,
  push: true,
  firewall: true,
  weight,
  buckets: realBuckets(contest, voters),
  tallyWindow: realTallyWindow,
})

type Studied = { crowd: Crowd; load: Load; heat: Heat }

function studied(voters: number, sample: Sample): Studied {
  const crowd = crowdOf(voters, sample)
  return { crowd, load: loadOf(crowd), heat: heatOf(voters, crowd.buckets, partitionsFor(voters)) }
}

const partitionsFor = (voters: number): number =>
  Math.ceil((sizeFor(voters).warmThroughput.Ballots ?? coldTable).writes / quotas.partitionWrites)

function hopsTable(crowds: Studied[]): string {
  const row = (name: string, cell: (studied: Studied) => string) => [name, ...crowds.map(cell)]
  const polling = ({ crowd }: Studied) => ({ ...crowd, push: false })
  return table(
    ['', ...sizes.map((voters) => `${whole(voters)} voters`)],
    [
      row('ballots/s at the peak', ({ load }) => whole(load.ballots.peak)),
      row('CloudFront, requests/s with push', ({ load }) => whole(load.cdn)),
      row('CloudFront, requests/s when all poll', (each) => whole(loadOf(polling(each)).cdn)),
      row('HTTP API, requests/s at the opening', ({ load }) => whole(load.rates.opening['read-ballot'])),
      row('read-ballot, let through in that second', ({ load }) =>
        whole(load.admitted.opening['read-ballot']),
      ),
      row('cast-ballot, throttle/s', ({ load }) => whole(load.sizing.throttles['cast-ballot']?.rate ?? 0)),
      row('Lambda, at work while voting', ({ load }) => whole(load.concurrency.voting)),
      row('Lambda, all cold: opening / peak', ({ load: { concurrency } }) =>
        [concurrency.coldOpening, concurrency.coldVoting].map(whole).join(' / '),
      ),
      row('Ballots, writes/s', ({ load }) => whole(load.writes.Ballots ?? 0)),
      row('Ballots, warm for writes/s', ({ load }) =>
        whole((load.sizing.warmThroughput.Ballots ?? coldTable).writes),
      ),
      row('buckets', ({ crowd }) => whole(crowd.buckets)),
      row('writes/s of a bucket: p50 / p99 / most', ({ heat: { perBucket } }) =>
        [perBucket.p50, perBucket.p99, perBucket.most].map(whole).join(' / '),
      ),
      row('writes/s of the hottest partition', ({ heat }) => whole(heat.perPartition.most)),
      row('stream shards, batches/s', ({ load: { tallies } }) =>
        [tallies.shards, tallies.batchesPerSecond].map(whole).join(', '),
      ),
      row('Tallies, write units/s of the contest', ({ load: { tallies } }) =>
        whole(tallies.updatesPerSecond * tallies.unitsPerUpdate),
      ),
      row('read units of one live document', ({ load }) => short(load.tallies.readUnits)),
      row('Tallies, read units/s of the contest', ({ load }) => whole(load.tallies.readsPerSecond)),
      row('receipt → viewers, p50 / p99', ({ load: { lag } }) => `${seconds(lag.p50)} / ${seconds(lag.p99)}`),
      row('push, deliveries/s', ({ load }) => whole(load.deliveries)),
      row('a round', ({ crowd, load }) => dollars(total(roundBill(crowd, load)))),
      row('an evening', ({ crowd, load }) => dollars(total(eveningBill(crowd, load)))),
      row('an evening when all poll', (each) =>
        dollars(total(eveningBill(polling(each), loadOf(polling(each))))),
      ),
      row('an idle month', () => dollars(idleBill(true))),
      row('an idle month without the firewall', () => dollars(idleBill(false))),
    ],
  )
}

const shownWalls = 6

function wallsTable({ crowd, load, heat }: Studied): string {
  const walls = wallsOf(crowd, load, heat).slice(0, shownWalls)
  const title = `**${whole(crowd.voters)} voters**`
  const rows = walls.map(({ name, need, limit, unit, move }) => [
    name,
    `${whole(need)} of ${whole(limit)}${unit && ` ${unit}`}`,
    `${whole((100 * need) / limit)} %`,
    move,
  ])
  return `${title}\n\n${table(['what gives way', 'needed of what there is', 'used', 'what moves it'], rows)}`
}

/** What other numbers of buckets would do, for an audience whose peak is above one partition. */
function bucketsTable(): string {
  const voters = 100_000
  const sample = ordinary()
  const real = crowdOf(voters, sample)
  const choices = [1, Math.ceil(real.buckets / 10), real.buckets, 10 * real.buckets]
  const wideWeight = wide().weight
  const rows = choices.map((buckets) => {
    const { perBucket, perPartition } = heatOf(voters, buckets, partitionsFor(voters))
    const { tallies } = loadOf({ ...real, buckets })
    const wideTallies = loadOf({ ...real, buckets, weight: wideWeight }).tallies
    return [
      buckets === real.buckets ? `**${whole(buckets)}**` : whole(buckets),
      whole(voters / buckets),
      [perBucket.p50, perBucket.p99, perBucket.most].map(whole).join(' / '),
      whole(perPartition.most),
      whole(tallies.updatesPerSecond * tallies.unitsPerUpdate),
      short(tallies.readUnits),
      short(wideTallies.readUnits),
    ]
  })
  return table(
    [
      'buckets',
      'voters each',
      'writes/s of a bucket: p50 / p99 / most',
      'hottest partition',
      'Tallies, write units/s',
      'read units of a live document',
      'the same with 1,056 contestants',
    ],
    rows,
  )
}

function documentsTable(): string {
  const rows = [ordinary(), wide()].map(({ weight }) => {
    const operations = Math.ceil(weight.live.raw / quotas.pushEventBytes)
    return [
      `${whole(weight.contestants)} contestants`,
      `${whole(weight.live.raw)} B, ${whole(weight.live.gzip)} B gzip, ${weight.live.rows} rows`,
      whole(operations),
      dollars((100_000 * 60 * operations) / settings.pushSeconds / 1_000_000),
      `${whole(weight.ballot)} B`,
      `${whole(weight.tally.bytes)} B`,
      `${whole(weight.bookLine)} B`,
    ]
  })
  return table(
    [
      'one round with',
      'live document',
      'operations a delivery',
      'a minute at one a second, 100,000 viewers',
      'ballot',
      'tally item',
      'book line, gzip',
    ],
    rows,
  )
}

/** A field of 1,056 in one round, by how long tally-ballots waits for a batch to fill. */
function wideTable(): string {
  const sample = wide()
  const rows = [...new Set([0, realTallyWindow, 1, 10])]
    .sort((a, b) => a - b)
    .map((tallyWindow) => [
      `${tallyWindow} s${tallyWindow === realTallyWindow ? ' (as deployed)' : ''}`,
      ...sizes.map((voters) => {
        const { tallies } = loadOf({ ...crowdOf(voters, sample), tallyWindow })
        const writes = tallies.updatesPerSecond * tallies.unitsPerUpdate
        return `${whole(writes)} / ${whole(tallies.readsPerSecond)}`
      }),
    ])
  return table(['batch window', ...sizes.map((voters) => `${whole(voters)} voters`)], rows)
}
