import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { arrivals } from '#capacity/arrivals.ts'
import { round } from '#capacity/assumptions.ts'
import { readCapacity, withParts } from '#capacity/capacity-document.ts'
import { heatOf, realBuckets } from '#capacity/heat.ts'
import { itemBytes, readUnits, writeUnits } from '#capacity/item-bytes.ts'
import { loadOf, type Crowd } from '#capacity/load.ts'
import { alarmMetrics } from '#capacity/price.ts'
import { priceClass, reportParts } from '#capacity/report.ts'
import { ordinaryContest, weigh, wideContest } from '#capacity/samples.ts'
import { sizeFor } from '#capacity/sizing.ts'

type Template = {
  Resources: Record<string, { Type: string; Properties: { Metrics?: { MetricStat?: object }[] } }>
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0)

describe('docs/capacity.md', () => {
  it('says what the model says: npm run capacity -- --write', { timeout: 180_000 }, () => {
    const document = readCapacity()
    expect(document).toBe(withParts(document, reportParts()))
  })

  it('must have a place for every part', () => {
    expect(() => withParts('# Capacity', { hops: 'x' })).toThrow('no place for ‘hops’')
  })
})

describe('arrivals', () => {
  it('hold every voter once, and no second more than a deployment of that size is throttled and warmed for', () => {
    for (const voters of [300, 10_000, 100_000]) {
      const perSecond = arrivals(voters)
      expect(perSecond).toHaveLength(round.seconds)
      expect(sum(perSecond)).toBe(voters)
      const { rate = 0, burst = 0 } = sizeFor(voters).throttles['cast-ballot'] ?? {}
      expect(2 * Math.max(...perSecond)).toBeLessThan(rate + burst)
    }
  })
})

describe('buckets', () => {
  it('are those of the rules, none of them near what a partition takes', () => {
    const buckets = realBuckets(ordinaryContest(), 100_000)
    expect(buckets).toBe(64)
    const { perBucket, perPartition } = heatOf(20_000, buckets, 10)
    expect(perBucket.most).toBeLessThan(1_000)
    expect(perPartition.most).toBeGreaterThanOrEqual(perBucket.most)
    expect(perBucket.p50).toBeLessThanOrEqual(perBucket.p99)
  })

  it('when there is one, it takes what arrives', () => {
    const most = Math.max(...arrivals(5_000))
    expect(heatOf(5_000, 1, 4)).toMatchObject({
      perBucket: { p50: most, p99: most, most },
      perPartition: { most },
    })
  })
})

describe('weights', () => {
  it('an ordinary live document is below 5 kB, a ballot one write unit', () => {
    const weight = weigh(ordinaryContest())
    expect(weight.live.raw).toBeLessThan(5_000)
    expect(writeUnits(weight.ballot)).toBe(1)
  })

  it('a field of 1,056 shows fifty rows', () => {
    expect(weigh(wideContest())).toMatchObject({ contestants: 1_056, live: { rows: 50 } })
  })

  it('items are billed by names and values, in units of 1 and 4 kB', () => {
    expect(itemBytes({ id: '村', n: 1234, list: ['ab'] })).toBe(2 + 3 + (1 + 3) + (4 + 3 + 1 + 2))
    expect([1, 1_024, 1_025].map(writeUnits)).toEqual([1, 1, 2])
    expect([readUnits(4_097, true), readUnits(4_097, false)]).toEqual([2, 1])
  })
})

describe('load', () => {
  const crowd: Crowd = {
    voters: 10_000,
    push: true,
    firewall: true,
    weight: weigh(ordinaryContest()),
    buckets: 8,
    tallyWindow: 0,
  }

  it('a longer batch window means fewer writes of tallies and later figures', () => {
    const [now, later] = [loadOf(crowd), loadOf({ ...crowd, tallyWindow: 2 })]
    expect(later.tallies.updatesPerSecond).toBeLessThan(now.tallies.updatesPerSecond)
    expect(later.lag.p99).toBeGreaterThan(now.lag.p99)
  })

  it('without push phones poll more and nothing is delivered', () => {
    const polling = loadOf({ ...crowd, push: false })
    expect(polling.deliveries).toBe(0)
    expect(polling.rates.opening['read-ballot']).toBeLessThan(loadOf(crowd).rates.opening['read-ballot'])
  })
})

describe('prices', () => {
  it('an evening grows with the voters, an idle month does not', () => {
    const [hall, town] = [300, 10_000].map((voters) => priceClass({ voters, push: true, firewall: true }))
    expect(town?.evening).toBeGreaterThan(10 * (hall?.evening ?? 0))
    expect(town?.idleMonth).toBe(hall?.idleMonth)
  })

  it('without the firewall both are lower', () => {
    const [on, none] = [true, false].map((firewall) => priceClass({ voters: 300, push: true, firewall }))
    expect(none?.evening).toBeLessThan(on?.evening ?? 0)
    expect(none?.idleMonth).toBeLessThan(on?.idleMonth ?? 0)
  })

  it('count the alarms that the template sets', () => {
    const template = readFileSync(new URL('../cdk/template.snapshot.json', import.meta.url), 'utf8')
    const { Resources } = (JSON.parse(template) as Record<string, Template>)['Leitai'] ?? { Resources: {} }
    const alarms = Object.values(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    const metrics = alarms.map(
      ({ Properties }) => Properties.Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1,
    )
    expect(sum(metrics)).toBe(alarmMetrics())
  })
})
