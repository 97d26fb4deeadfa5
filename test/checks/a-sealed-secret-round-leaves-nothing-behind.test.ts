import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atOnce } from '../../faults/at-once.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import type { Json } from '#test/support/json.ts'
import { LocalSystem } from '#test/support/local-system.ts'

/**
 * `npm start` with two secret rounds of 200 voters, one sealed and one voided, and with nobody stopping or starting it afterwards.
 * Whoever gets the data folder reads it byte by byte.
 */
const voters = Array.from({ length: 200 }, (_, index) => `voter-${String(index).padStart(3, '0')}`)
const rounds = ['final', 'again']
const contest = contestWith({ rounds: rounds.map((id) => roundWith({ id, secret: true })) })

let system: LocalSystem
/** By round: receipts in the order of casting. */
const receipts = new Map<string, string[]>()
/** All files of the folder, as anybody may copy them. */
let files: Map<string, Buffer>

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-secret-'))
  const [contestFile, rosterFile] = [join(folder, 'contest.json'), join(folder, 'roster.csv')]
  writeFileSync(contestFile, JSON.stringify(contest))
  writeFileSync(rosterFile, ['id,electorate', ...voters.map((id) => `${id},village`), ''].join('\n'))
  system = await LocalSystem.start('--contest', contestFile, '--roster', rosterFile)
  const links = await system.links()
  const organiser = await signIn(links.organiser.code)
  const tokens = new Map<string, string>()
  await atOnce(10, links.voters, async ({ id, code }) => void tokens.set(id, await signIn(code)))
  const command = (body: object) => ask('POST', '/commands', organiser, body)

  for (const round of rounds) {
    await command({ type: 'openRound', round })
    const inOrder = voters.toSorted(() => Math.random() - 0.5)
    const cast = async (voter: string, replaces?: number) => {
      const ballot = { electorate: 'village', choices: ['east'] }
      const body = { ballot, requestId: `${voter}-${replaces}`, ...(replaces !== undefined && { replaces }) }
      return (await ask('PUT', `/rounds/${round}/ballot`, tokens.get(voter) ?? '', body))['receipt'] as string
    }
    const cards: string[] = []
    for (const voter of inOrder) cards.push(await cast(voter))
    receipts.set(round, cards)
    if (round === 'again') await command({ type: 'voidRound', round, reason: 'no light' })
    else {
      await command({ type: 'closeRound', round, inSeconds: 3 })
      await untilStatus(round, 'closed')
      await command({ type: 'sealRound', round })
      await untilStatus(round, 'sealed')
    }
  }
  await untilForgotten()
  files = allFiles()
}, 180_000)
afterAll(() => system.stop())

async function ask(
  method: string,
  path: string,
  token: string,
  body?: object,
): Promise<Record<string, Json>> {
  const response = await fetch(`${system.base}/api/contests/${contest.id}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Record<string, Json>
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}

async function signIn(code: string): Promise<string> {
  const response = await fetch(`${system.base}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  return ((await response.json()) as { token: string }).token
}

async function untilStatus(round: string, status: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const live = await (await fetch(`${system.base}/api/contests/${contest.id}/live`)).json()
    if (live.rounds[round]?.status === status) return
    await sleep(100)
  }
  throw new Error(`${round} was never ${status}`)
}

/** Forgetting follows the seal within moments; where it does not, the test goes on and says what it finds. */
async function untilForgotten(): Promise<void> {
  const store = new DatabaseSync(join(system.folder, 'leitai.db'), { readOnly: true })
  const isDue = (): boolean => {
    try {
      const due =
        'SELECT (SELECT count(*) FROM "Keys") + (SELECT count(*) FROM leitai_to_forget WHERE forgotten = 0) AS due'
      return store.prepare(due).get()?.['due'] !== 0
    } catch {
      return true
    }
  }
  for (let tries = 0; tries < 100 && isDue(); tries++) await sleep(100)
  store.close()
}

const bytesOf = (name: string): Buffer => readFileSync(join(system.folder, name))

const allFiles = (): Map<string, Buffer> =>
  new Map(
    readdirSync(system.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(system.folder, name)).isFile())
      .map((name) => [name, bytesOf(name)]),
  )

/** A copy of the database with its log, so that looking changes nothing. */
async function database(): Promise<DatabaseSync> {
  const copy = await mkdtemp(join(tmpdir(), 'leitai-copy-'))
  for (const name of ['leitai.db', 'leitai.db-wal']) writeFileSync(join(copy, name), files.get(name) ?? '')
  return new DatabaseSync(join(copy, 'leitai.db'))
}

const ballotsIn = (store: DatabaseSync, round: string) =>
  store
    .prepare('SELECT rowid, sk, item_json FROM "Ballots" WHERE pk GLOB ? ORDER BY rowid')
    .all(`S:${contest.id}/${round}/*`)
    .map(({ sk, item_json: json }) => ({ tag: String(sk).slice(2), item: JSON.parse(String(json)) }))

/** Every 32 bytes that stand anywhere, as they are or spelled out, once. */
function candidates(bytes: Buffer): Set<string> {
  const found = randomLooking(bytes)
  const text = bytes.toString('latin1')
  const spelled = (pattern: RegExp, length: number, encoding: 'base64' | 'hex') => {
    for (const [run] of text.matchAll(pattern))
      for (let at = 0; at + length <= run.length; at++)
        found.add(Buffer.from(run.slice(at, at + length), encoding).toString('latin1'))
  }
  spelled(/[\w+/-]{43,}/g, 43, 'base64')
  spelled(/[\da-fA-F]{64,}/g, 64, 'hex')
  return found
}

/**
 * Every 32 bytes that may be random: of such, one in 10^13 is text throughout, and fewer repeat themselves as the empty parts of a file
 * do. What is in them is counted on from place to place, since there are a million.
 */
function randomLooking(bytes: Buffer): Set<string> {
  const found = new Set<string>()
  const times = new Uint8Array(256)
  let different = 0
  let noText = 0
  const isText = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e
  const timesNow = (byte: number, change: 1 | -1): number => (times[byte] = (times[byte] ?? 0) + change)
  for (const [at, byte] of bytes.entries()) {
    if (timesNow(byte, 1) === 1) different++
    if (!isText(byte)) noText++
    if (at < 31) continue
    if (noText > 0 && different >= 12) found.add(bytes.toString('latin1', at - 31, at + 1))
    const first = bytes[at - 31] ?? 0
    if (timesNow(first, -1) === 0) different--
    if (!isText(first)) noText--
  }
  return found
}

const tagOf = (voter: string, key: Buffer): string =>
  createHmac('sha256', key).update(`voter:${voter}`).digest('base64url')

/** How many neighbours in one order are neighbours in the other too: about Poisson(2) between orders that know nothing of each other. */
function neighbours(order: string[], other: string[]): number {
  const place = new Map(other.map((receipt, index) => [receipt, index]))
  return order.filter((receipt, index) => {
    const [here, next] = [place.get(receipt), place.get(order[index + 1] ?? '')]
    return here !== undefined && next !== undefined && Math.abs(here - next) === 1
  }).length
}
/** P(more) for one pair of orders is below 1e-9. */
const mostByChance = 20

const placesIn = (bytes: Buffer, receipt: string): number[] => {
  const places: number[] = []
  for (let at = bytes.indexOf(receipt); at >= 0; at = bytes.indexOf(receipt, at + 1)) places.push(at)
  return places
}

describe('after the end of a secret round, while the system still runs', () => {
  it('no 32 bytes of the folder are a key under which a voter’s ballot lies', async () => {
    const store = await database()
    const tags = new Set(rounds.flatMap((round) => ballotsIn(store, round).map(({ tag }) => tag)))
    expect(tags.size).toBe(rounds.length * voters.length)
    const keys: string[] = []
    for (const [name, bytes] of files)
      for (const key of candidates(bytes))
        if (tags.has(tagOf('voter-000', Buffer.from(key, 'latin1')))) keys.push(name)
    expect(keys).toEqual([])
  }, 120_000)

  it('no order of rows or bytes is the order of casting', async () => {
    const store = await database()
    const orders: Record<string, string[]> = {}
    for (const round of rounds) {
      orders[`rows of ${round}`] = ballotsIn(store, round).map(({ item }) => item.receipt.S)
      for (const [name, bytes] of files) {
        const places = (receipts.get(round) ?? []).map((receipt) => ({
          receipt,
          at: placesIn(bytes, receipt),
        }))
        const found = places.filter(({ at }) => at.length > 0)
        const by = (which: number) => found.toSorted((a, b) => (a.at.at(which) ?? 0) - (b.at.at(which) ?? 0))
        orders[`first places of ${round} in ${name}`] = by(0).map(({ receipt }) => receipt)
        orders[`last places of ${round} in ${name}`] = by(-1).map(({ receipt }) => receipt)
      }
    }
    const told = Object.entries(orders).filter(([name, order]) => {
      const round = rounds.find((id) => name.includes(id)) ?? ''
      return neighbours(order, receipts.get(round) ?? []) > mostByChance
    })
    expect(told.map(([name]) => name)).toEqual([])
    expect(orders['rows of final']).toHaveLength(voters.length)
  })

  it('each ballot stands there once, and no record tells its second', async () => {
    const everything = Buffer.concat([...files.values()])
    for (const [round, cards] of receipts)
      expect(
        cards.filter((receipt) => placesIn(everything, receipt).length !== 1),
        round,
      ).toEqual([])
    const store = await database()
    const records = store
      .prepare("SELECT * FROM _stream_records WHERE table_name IN ('Ballots', 'Tallies')")
      .all()
    expect(JSON.stringify(records)).not.toContain(contest.id)
    for (const round of rounds)
      for (const { item } of ballotsIn(store, round))
        expect(JSON.stringify(item)).not.toMatch(/\d{4}-\d\d-\d\d/)
  })
})
