import { describe, expect, it } from 'vitest'
import { sizeFor } from '#capacity/sizing.ts'
import { noColder, parseStanding, reservedConcurrency } from '../../../cdk/standing.ts'
import { resource, resourcesOf, synthesise, type Template } from '#test/support/template.ts'

const stackWith = (standing: object): Template => {
  const found = synthesise({ standing: JSON.stringify(standing) })['Leitai']
  if (!found) throw new Error('no stack')
  return found
}

describe('where tables are warmer than is asked for', () => {
  it('they stay so, for AWS cools none', () => {
    const warm = { Ballots: { reads: 13_000, writes: 10_000 }, Tallies: { reads: 12_000, writes: 4_000 } }
    expect(noColder(sizeFor(300), { warm }).warmThroughput).toEqual({ Ballots: warm.Ballots })
    expect(noColder(sizeFor(1_000_000), { warm }).warmThroughput).toEqual(sizeFor(1_000_000).warmThroughput)
    expect(noColder(sizeFor(100_000), { warm }).warmThroughput).toEqual({ Ballots: warm.Ballots })
  })

  it('the template says so, and of the index too', () => {
    const stack = stackWith({ warm: { Voters: { reads: 20_000, writes: 16_667 } } })
    const { WarmThroughput, GlobalSecondaryIndexes } = resource(
      stack,
      'AWS::DynamoDB::Table',
      'TablesVoters',
    ).Properties
    const kept = { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 16_667 }
    expect(WarmThroughput).toEqual(kept)
    expect(GlobalSecondaryIndexes[0].WarmThroughput).toEqual(kept)
  }, 600_000)
})

describe('the account’s concurrency', () => {
  const reservedIn = (stack: Template) =>
    Object.fromEntries(
      resourcesOf(stack, 'AWS::Lambda::Function').flatMap(([, { Properties }]) =>
        Properties.ReservedConcurrentExecutions === undefined
          ? []
          : [[Properties.Description, Properties.ReservedConcurrentExecutions]],
      ),
    )

  it('is divided where there is enough of it', () => {
    expect(reservedIn(stackWith({ concurrency: 1_000 }))).toEqual({
      'Leitai: cast-ballot': 500,
      'Leitai: run-command': 20,
      'Leitai: tally-ballots': 100,
    })
  }, 600_000)

  it.each([undefined, 10, 999])('is not where it is %s', (concurrency) => {
    expect(reservedConcurrency({ concurrency, warm: {} })).toEqual({})
  })

  it.each([1_000, 3_000, 100_000])(
    'of %i leaves the hundred that AWS keeps for all others',
    (concurrency) => {
      const reserved = Object.values(reservedConcurrency({ concurrency, warm: {} }))
      expect(reserved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(concurrency - 100)
    },
  )
})

it('is unknown where nobody has asked', () => {
  expect(parseStanding(undefined)).toEqual({ warm: {} })
})
