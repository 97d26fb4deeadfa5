import { describe, expect, it } from 'vitest'
import type { Ballot, Cast, OwnBallot, Receipt } from '#contract/ballot.ts'
import type { FailureCode } from '#contract/problems.ts'
import { Problem } from '../../../web/api/problem.ts'
import { Outbox } from '../../../web/state/outbox.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'

const chosen = (...choices: string[]): Ballot => ({ electorate: 'village', choices })
const key = 'harvest/v-1/one/1/outbox'

/** A server with one box, and a network that fails as told: `lost` after the ballot was stored, the others before. */
class FakeServer {
  arrived: Cast[] = []
  stored: OwnBallot | null = null
  failures: (FailureCode | 'lost')[] = []

  put = (cast: Cast): Promise<Receipt> => {
    this.arrived.push(cast)
    const failure = this.failures.shift()
    if (failure !== undefined && failure !== 'lost') return Promise.reject(new Problem(failure))
    const revision = (this.stored?.revision ?? 0) + 1
    const receipt = { receipt: 'AAAA-BBBB', castAt: '2026-11-24T10:00:00.000Z', revision }
    this.stored = { ...receipt, ballot: cast.ballot }
    return failure === 'lost' ? Promise.reject(new Problem('offline')) : Promise.resolve(receipt)
  }

  read = (): Promise<OwnBallot> =>
    this.stored === null ? Promise.reject(new Problem('not-found')) : Promise.resolve(this.stored)
}

const phone = () => {
  const storage = new Storage(() => null)
  const server = new FakeServer()
  const open = (over: Partial<ConstructorParameters<typeof Outbox>[0]> = {}) =>
    new Outbox({ put: server.put, read: server.read, storage, key, pause: () => 0, ...over })
  return { storage, server, open }
}

describe('an outbox', () => {
  it('knows nothing before the server was asked, then that the box is empty', async () => {
    const outbox = phone().open()
    expect(outbox.state).toBe('unknown')
    await outbox.run()
    expect(outbox.state).toBe('empty')
  })

  it('may put the question off, and does not when there is a ballot to send', async () => {
    const { server, open } = phone()
    const asked: string[] = []
    const read = () => {
      asked.push('read')
      return server.read()
    }
    const patient = open({ read, patience: 60_000 })
    void patient.run()
    await settled()
    expect({ asked, state: patient.state }).toEqual({ asked: [], state: 'unknown' })
    patient.cast(chosen('a'))
    await settled()
    expect({ asked, state: patient.state }).toEqual({ asked: [], state: 'received' })
  })

  it('asks at once when the page is looked at again', async () => {
    const patient = phone().open({ patience: 60_000 })
    void patient.run()
    patient.hurry()
    await settled()
    expect(patient.state).toBe('empty')
  })

  it('is received only with the receipt', async () => {
    const { server, storage, open } = phone()
    const outbox = open()
    outbox.cast(chosen('a'))
    expect(outbox.state).toBe('sending')
    expect(storage.read(key)).toMatchObject({ cast: { ballot: chosen('a') } })
    await outbox.run()
    await settled()
    expect(outbox.state).toBe('received')
    expect(outbox.own).toMatchObject({ receipt: 'AAAA-BBBB', revision: 1, ballot: chosen('a') })
    expect(storage.read(key)).toBeNull()
    expect(server.arrived).toHaveLength(1)
  })

  it('repeats the same request through every passing failure, and is one ballot in the end', async () => {
    const { server, open } = phone()
    server.failures = ['offline', 'unavailable', 'fault', 'too-many', 'lost']
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.state).toBe('received')
    expect(server.arrived).toHaveLength(6)
    expect(new Set(server.arrived.map(({ requestId }) => requestId)).size).toBe(1)
  })

  it('says which tries are not the first', async () => {
    const { server, open } = phone()
    server.failures = ['offline', 'offline']
    const again: boolean[] = []
    const outbox = open({
      put: (cast, repeated) => {
        again.push(repeated)
        return server.put(cast)
      },
    })
    outbox.cast(chosen('a'))
    await settled()
    expect(again).toEqual([false, true, true])
  })

  it('says undelivered while it waits, and stops trying by the clock after a bounded number of failures', async () => {
    const { server, open } = phone()
    server.failures = Array.from({ length: 200 }, () => 'offline')
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled(300)
    expect(outbox.state).toBe('undelivered')
    expect(outbox.problem?.code).toBe('offline')
    expect(server.arrived).toHaveLength(60)
  })

  it('goes on after the tab was closed, under the same request', async () => {
    const { server, open } = phone()
    server.failures = ['offline']
    const closed = open({ pause: () => 1e9 })
    closed.cast(chosen('a'))
    await settled()
    const reopened = open()
    expect(reopened.state).toBe('sending')
    await reopened.run()
    expect(reopened.state).toBe('received')
    expect(new Set(server.arrived.map(({ requestId }) => requestId)).size).toBe(1)
  })

  it('shows the receipt again when the page is opened without a network', () => {
    const { storage, open } = phone()
    storage.write(`${key}/receipt`, { receipt: 'AAAA', castAt: '', revision: 1, ballot: chosen('a') })
    expect(open().state).toBe('received')
  })

  it.each(['closed', 'not-open', 'forbidden', 'bad-request'] as const)('ends with %s', async (code) => {
    const { server, storage, open } = phone()
    server.failures = [code]
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.state).toBe('empty')
    expect(outbox.problem?.code).toBe(code)
    expect(storage.read(key)).toBeNull()
    expect(server.arrived).toHaveLength(1)
  })

  it('keeps the ballot for the next link when the session has ended', async () => {
    const { server, storage, open } = phone()
    server.failures = ['unauthorized']
    open().cast(chosen('a'))
    await settled()
    expect(storage.read(key)).toMatchObject({ cast: { ballot: chosen('a') } })
    const outbox = open()
    await outbox.run()
    expect(outbox.state).toBe('received')
  })

  it('is undelivered while signed out, and goes out with the new session', async () => {
    const { server, open } = phone()
    server.failures = ['unauthorized']
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.state).toBe('undelivered')
    expect(outbox.problem?.code).toBe('unauthorized')
    expect(server.arrived).toHaveLength(1)
    outbox.hurry()
    await settled()
    expect(outbox.state).toBe('received')
    expect(outbox.problem).toBeNull()
  })

  it('counts as received when the close was told of a ballot that had arrived', async () => {
    const { server, open } = phone()
    server.failures = ['lost', 'closed']
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.state).toBe('received')
    expect(outbox.problem).toBeNull()
  })

  it('shows the ballot that is there when another one was cast before', async () => {
    const { server, open } = phone()
    server.stored = { receipt: 'OLD', castAt: '', revision: 1, ballot: chosen('b') }
    server.failures = ['already-voted']
    const outbox = open()
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.state).toBe('received')
    expect(outbox.own?.ballot).toEqual(chosen('b'))
    expect(outbox.problem?.code).toBe('already-voted')
  })

  it('tells a ballot of its own from one that it never sent, and from one that was changed elsewhere', async () => {
    const { server, open } = phone()
    server.stored = { receipt: 'THEIRS', castAt: '', revision: 1, ballot: chosen('b') }
    const outbox = open()
    expect(outbox.fromElsewhere).toBe(false)
    await outbox.run()
    expect(outbox.fromElsewhere).toBe(true)
    outbox.cast(chosen('a'))
    await settled()
    expect(outbox.fromElsewhere).toBe(false)
    expect(open().fromElsewhere).toBe(false)

    server.stored = { ...server.stored, revision: 7, ballot: chosen('c') }
    const reopened = open()
    await reopened.run()
    expect(reopened.fromElsewhere).toBe(true)
  })

  describe('whose receipt the server no longer knows', () => {
    const remember = ({ storage }: ReturnType<typeof phone>) =>
      storage.write(`${key}/receipt`, { receipt: 'AAAA', castAt: '', revision: 1, ballot: chosen('a') })

    it('keeps it: the round may be secret and sealed', async () => {
      const there = phone()
      remember(there)
      const outbox = there.open()
      await outbox.run()
      expect(outbox.state).toBe('received')
    })

    it('gives it up where all may have been wiped', async () => {
      const there = phone()
      remember(there)
      const outbox = there.open({ wipeable: true })
      await outbox.run()
      expect(outbox.state).toBe('empty')
    })
  })

  describe('when a ballot is changed', () => {
    it('names the revision that it replaces', async () => {
      const { server, open } = phone()
      const outbox = open()
      outbox.cast(chosen('a'))
      await settled()
      outbox.cast(chosen('b'))
      await settled()
      expect(server.arrived[1]).toMatchObject({ ballot: chosen('b'), replaces: 1 })
      expect(server.arrived[1]?.requestId).not.toBe(server.arrived[0]?.requestId)
    })

    it('names none when the one before may or may not have arrived', async () => {
      const { server, open } = phone()
      server.failures = ['lost']
      const outbox = open({ pause: () => 1e9 })
      outbox.cast(chosen('a'))
      await settled()
      outbox.withdraw()
      outbox.cast(chosen('b'))
      await settled()
      expect(server.arrived[1]).not.toHaveProperty('replaces')
      expect(outbox.own?.ballot).toEqual(chosen('b'))
    })

    it('joins with what another device sent meanwhile, where it is told how', async () => {
      const { server, open } = phone()
      const outbox = open({
        merge: (theirs, ours) => ({
          ballot: chosen(...choicesIn(theirs.ballot), ...choicesIn(ours.ballot)),
        }),
      })
      await outbox.run()
      server.stored = { receipt: 'AAAA-BBBB', castAt: '', revision: 4, ballot: chosen('x') }
      server.failures = ['stale-revision']
      outbox.cast(chosen('a'))
      await settled()
      expect(server.arrived[1]).toMatchObject({ ballot: chosen('x', 'a'), replaces: 4 })
      expect(outbox.state).toBe('received')
    })

    it('gives up joining when the server finds it stale for ever', async () => {
      const { server, open } = phone()
      server.stored = { receipt: 'AAAA-BBBB', castAt: '', revision: 4, ballot: chosen('x') }
      server.failures = Array.from({ length: 100 }, () => 'stale-revision')
      const outbox = open({ merge: (_, { ballot }) => ({ ballot }) })
      outbox.cast(chosen('a'))
      await settled()
      expect(outbox.problem?.code).toBe('stale-revision')
      expect(server.arrived.length).toBeLessThan(10)
    })
  })
})

const choicesIn = (ballot: Ballot): string[] => ('choices' in ballot ? ballot.choices : [])

/** Lets everything run that waits for no more than the next turn. */
const settled = async (turns = 40): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}
