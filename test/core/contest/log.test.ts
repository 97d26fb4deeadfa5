import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf } from '#core/canonical.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { chainEvents, genesis } from '#core/contest/log.ts'
import { emptyState } from '#core/contest/state.ts'
import { at, happen, stages } from './play.ts'

const { log, state } = stages().published

describe('the log', () => {
  it('numbers events from 1 and chains each to the one before, beginning with zeros', () => {
    expect(log.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6])
    expect(log.map(({ prev }) => prev)).toEqual([genesis, ...log.slice(0, -1).map(({ hash }) => hash)])
    expect(state).toMatchObject({ version: 6, chain: log.at(-1)?.hash })
  })

  it('hashes the canonical JSON of an event, so that anybody can do it again', () => {
    for (const { hash, ...event } of log)
      expect(hash).toBe(createHash('sha256').update(canonicalJson(event)).digest('hex'))
  })

  it('is the same however often it is written down', () => {
    const [first] = chainEvents(emptyState, [{ type: 'contestantStaged', contestant: 'east' }], {
      at: at(0),
      actor: 'chen',
    })
    expect(first).toEqual({
      n: 1,
      at: '2022-06-10T09:00:00.000Z',
      actor: 'chen',
      type: 'contestantStaged',
      contestant: 'east',
      prev: '0000000000000000000000000000000000000000000000000000000000000000',
      hash: 'da6deb26457d55a5e2235484d548f4258e20194126c9e7c13fcd786786909eb9',
    })
  })

  it('survives being stored as JSON', () => {
    expect(breaksAt(JSON.parse(JSON.stringify(log)) as ContestEvent[])).toBe(-1)
  })

  it('never runs backwards in time', () => {
    const late = happen(stages().published, 3, { type: 'contestantStaged', contestant: 'east' })
    expect(late.log.at(-1)?.at).toBe(at(80))
    expect(late.state.stage).toEqual({ contestant: 'east', since: at(80) })
  })
})

describe('a log that was tampered with', () => {
  const anyEvent = fc.integer({ min: 0, max: log.length - 1 })

  it('breaks at any field of any event that was changed', () => {
    fc.assert(
      fc.property(anyEvent, fc.nat(), fc.string({ minLength: 1 }), (index, field, suffix) => {
        const changed = log.map((event, place) => {
          const names = Object.keys(event)
          const name = names[field % names.length] ?? 'n'
          return place === index ? { ...event, [name]: `${event[name as 'at']}${suffix}` } : event
        })
        expect(breaksAt(changed)).not.toBe(-1)
      }),
    )
  })

  it('breaks when the hash of the changed event is made to fit, unless every later event is rewritten too', () => {
    for (let index = 0; index < log.length - 1; index++) {
      const changed = log.map((event, place) => {
        const { hash, ...rest } = event
        const forged = { ...rest, actor: 'li' }
        return place === index ? { ...forged, hash: digestOf(forged) } : { ...rest, hash }
      })
      expect(breaksAt(changed)).toBe(index + 1)
    }
  })

  it('breaks when an event is left out, doubled or moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: log.length - 2 }), (index) => {
        expect(breaksAt(log.toSpliced(index, 1))).toBe(index)
        expect(breaksAt(log.toSpliced(index, 0, ...log.slice(index, index + 1)))).toBe(index + 1)
        expect(breaksAt(log.toSpliced(index, 2, ...log.slice(index, index + 2).reverse()))).toBe(index)
      }),
    )
  })
})

/** The first event that does not follow from what is before it, or -1. */
const breaksAt = (events: readonly ContestEvent[]): number =>
  events.findIndex(({ hash, ...event }, index) => {
    const before = events[index - 1]
    return event.n !== index + 1 || event.prev !== (before?.hash ?? genesis) || digestOf(event) !== hash
  })
