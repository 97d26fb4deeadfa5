import type { Contest } from '#contract/contest.ts'
import type { Session } from '#contract/people.ts'
import { addressOf } from '#local/engine/address.ts'
import { type StreamRecord, streamsApi } from '#local/streams/streams-api.ts'
import { createOwner } from '#store/people.ts'
import { openSession } from '#runtime/sessions.ts'
import { type FaultsEngine, startFaultsEngine } from './engine.ts'
import { chanceFrom } from './chance.ts'
import { Fleet } from './fleet.ts'
import { startInstance } from './instances.ts'

/** What all runs of one process share: an engine, and an office whose network has no faults. */
export type Bench = {
  engine: FaultsEngine
  office: Fleet
  create(contest: Contest): Promise<void>
  owner(): Promise<string>
  /** A session of a voter who is there already. */
  token(contest: string, voter: string): Promise<string>
  /** All records of a contest's ballots so far, in the order of the stream. */
  ballotRecords(contest: string): Promise<StreamRecord[]>
  /** What a scenario has started for all its runs, to be ended with the bench. */
  atEnd: (() => Promise<unknown>)[]
  stop: () => Promise<void>
}

const ownerCode = 'TEST-WNER-2345'

export async function startBench(): Promise<Bench> {
  const engine = await startFaultsEngine()
  const office = new Fleet([await startInstance()], chanceFrom(0))
  await createOwner(ownerCode)
  const atEnd: Bench['atEnd'] = []
  const owner = async () => {
    const answer = await office.call('open-session', { body: { code: ownerCode } })
    if (answer.status !== 200) throw new Error(`the owner was refused with ${answer.status}`)
    return (answer.body as Session).token
  }
  return {
    engine,
    office,
    owner,
    create: async (contest) => {
      const path = { contest: contest.id }
      const answer = await office.call('replace-contest', { path, token: await owner(), body: contest })
      if (answer.status !== 200)
        throw new Error(`no contest: ${answer.status} ${JSON.stringify(answer.body)}`)
    },
    token: async (contest, voter) => {
      const claims = { person: voter, contest, role: 'voter', electorate: 'village', epoch: 0 } as const
      return (await openSession(claims, new Date())).token
    },
    ballotRecords: recordsByContest(engine),
    atEnd,
    stop: async () => {
      for (const end of atEnd) await end()
      await engine.stop()
    },
  }
}

/** Reads the stream of the ballots on from where it stood and keeps the records by contest. */
function recordsByContest({ endpoint, streams }: FaultsEngine): Bench['ballotRecords'] {
  const api = streamsApi(addressOf(endpoint))
  const stream = streams['Ballots'] ?? ''
  const kept = new Map<string, StreamRecord[]>()
  let iterator: string | undefined
  const readOn = async () => {
    iterator ??= await api.iterator(stream, (await api.shards(stream))[0]?.ShardId ?? '')
    for (let read = 1; read > 0;) {
      const { records: page, next } = await api.records(iterator, 1_000)
      for (const record of page) {
        const id = bucketOf(record).split('/')[0] ?? ''
        const records = kept.get(id) ?? []
        records.push(record)
        kept.set(id, records)
      }
      read = page.length
      iterator = next ?? iterator
    }
  }
  let reading = Promise.resolve()
  return async (contest) => {
    reading = reading.then(readOn)
    await reading
    return kept.get(contest) ?? []
  }
}

type Keys = { Keys?: { bucket?: { S?: string } } }

/** `<contest>/<round>/<attempt>#<bucket>` */
export const bucketOf = ({ dynamodb }: StreamRecord): string => (dynamodb as Keys).Keys?.bucket?.S ?? ''
