import { createHash, createHmac } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonalCode } from '#contract/people.ts'
import { atOnce } from '../../faults/at-once.ts'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { randomFrom, type Random } from '#core/random.ts'
import { openWholeHall, type WholeHall } from './whole-hall.ts'

/**
 * A secret round of 200 judges who all comment, so that each of them has words as well as a choice to be recognised by. They vote in an
 * order that only chance knows, some of them twice; then the round is sealed, published, and its comments released.
 */
const seed = Number(process.env['SEED'] ?? Date.now() % 1e9)
const random = randomFrom(seed)
const letters = (count: number): string =>
  Array.from({ length: count }, () => random.of([...'abcdefghjkmnpqrstuvwxyz'])).join('')

const people = Array.from({ length: 200 }, () => ({
  id: `id-${letters(8)}`,
  electorate: 'jury',
  name: `name-${letters(8)}`,
  unit: `unit-${letters(8)}`,
}))
const contestants = Array.from({ length: 8 }, () => `choice-${letters(8)}`)
const contest = contestWith(
  {
    electorates: [{ id: 'jury', name: '评委', role: 'judge', oneDevice: true }],
    contestants: contestants.map((id) => ({ id, name: `${id}-name` })),
  },
  { secret: true, panels: [{ electorate: 'jury', ballot: { kind: 'choose', max: 1 } }] },
)
const path = { contest: contest.id, round: 'final' }

let hall: WholeHall
let stage: Stage
let secret: Uint8Array
/** Whose ballot is whose, as only the voters know; what each of them sent, and the words in it. */
const receipts = new Map<string, string>()
const sent = new Map<string, { requestIds: string[]; words: string }>()

/** Somebody at the store sees all this when the evening is over. */
let seen: {
  ballots: Record<string, Json>[]
  ballotRecords: Json[]
  tallies: Json[]
  book: Json[]
  comments: Json[]
  voters: Record<string, Json>[]
  /** Everything that tells of ballots, as text. */
  beside: string
}

beforeAll(async () => {
  hall = await openWholeHall()
  const { functions } = hall
  stage = await stageContest(functions, contest, {})
  const added = done(
    await functions.call('add-voters', { path, token: stage.organiser, body: { voters: people } }),
  )
  await atOnce(10, added.body.voters as PersonalCode[], async ({ id, code }) => {
    stage.codes[id] = code
    stage.voters[id] = done(await functions.call('open-session', { body: { code } })).body.token
  })
  const { command, cast } = actionsOn(functions, stage)
  done(await command({ type: 'openRound', round: 'final' }))
  secret = (await secretKeys())[0]?.['secret']

  for (const { id } of shuffled(random, [...people, ...people.slice(0, 40)])) {
    const words = `words-${letters(12)}`
    const requestId = `request-${letters(12)}`
    const choice = random.of(contestants)
    const about = contestants[0] ?? ''
    const ballot = { electorate: 'jury', choices: [choice] }
    const answer = done(
      await cast(id, ballot, { cast: { requestId, delay: 3, comments: { [about]: { strength: words } } } }),
    )
    receipts.set(id, answer.body.receipt)
    sent.set(id, { requestIds: [...(sent.get(id)?.requestIds ?? []), requestId], words })
  }
  await misbehave()

  done(await command({ type: 'closeRound', round: 'final', inSeconds: 3 }))
  await hall.until(contest.id, ({ rounds }) => rounds['final']?.status === 'closed')
  done(await command({ type: 'sealRound', round: 'final' }))
  await hall.until(contest.id, ({ rounds }) => rounds['final']?.status === 'sealed')
  done(await command({ type: 'publishResult', round: 'final' }))
  done(await command({ type: 'releaseComments', round: 'final' }))
  await untilKeyIsGone()
  seen = await lookAround()
}, 180_000)
afterAll(() => hall.stop())

/** Requests that are refused or fail, because errors like to quote what they choked on. */
async function misbehave(): Promise<void> {
  const { functions } = hall
  const { cast } = actionsOn(functions, stage)
  const [person] = people
  if (!person) throw new Error('nobody is there')
  const { id } = person
  const token = stage.voters[id] ?? ''
  const choices = contestants.slice(0, 2)
  expect((await cast(id, { electorate: 'jury', choices })).status).toBe(400)
  expect((await cast(id, { electorate: 'jury', choices: contestants[0] })).status).toBe(400)
  const torn = JSON.stringify({ ballot: { electorate: 'jury', choices } }).slice(0, -8)
  expect((await functions.call('cast-ballot', { path, token, body: torn })).status).toBe(400)
  expect((await functions.call('read-console', { path, token: `${token}x` })).status).toBe(401)
  expect((await functions.call('open-session', { body: { code: stage.codes[id] } })).status).toBe(403)
  const { db } = await import('#store/client.ts')
  db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand')
          throw Object.assign(new Error('no'), { name: 'InternalServerError' })
        return next(args)
      },
    { step: 'initialize', name: 'broken' },
  )
  expect((await cast(id, { electorate: 'jury', choices: [contestants[1]] })).status).toBe(503)
  db.middlewareStack.remove('broken')
}

/** The keys that tie voters to ballots; the one that signs receipts is not among them. */
const secretKeys = async () => (await hall.items('Keys')).filter((item) => 'secret' in item)

async function untilKeyIsGone(): Promise<void> {
  for (let tries = 0; tries < 100 && (await secretKeys()).length > 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

async function lookAround(): Promise<typeof seen> {
  const { functions } = hall
  const ballots = await hall.items('Ballots')
  const ballotRecords: Json[] = await hall.records('Ballots')
  const tallies = await hall.items('Tallies')
  const sealed = (await hall.items('Contests'))
    .filter(({ item }) => /^(result|book|comments)#/.test(item))
    .map(({ item, gzip, result }) => `${item} ${gunzipSync(gzip ?? result).toString()}`)
  const published = await Promise.all(
    ['read-result', 'read-book', 'read-comments', 'read-live'].map(async (name) =>
      done(await functions.call(name, { path })),
    ),
  )
  const book = String(published[1]?.body).trim().split('\n')
  return {
    ballots,
    ballotRecords,
    tallies,
    book: book.map((line) => JSON.parse(line)),
    comments: Object.values<Json[]>(published[2]?.body.comments).flat(),
    voters: await hall.items('Voters'),
    beside: JSON.stringify([
      ballots,
      ballotRecords,
      tallies,
      await hall.records('Tallies'),
      sealed,
      published,
      hall.pushed,
    ]),
  }
}

const shuffled = <Item>(chance: Random, items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, place: chance.within(0, 1e9) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

/** A word as it is, or only written differently. */
const spellings = (word: string): string[] => [
  word,
  Buffer.from(word).toString('base64').replace(/=+$/, ''),
  Buffer.from(word).toString('hex'),
]

/** What anybody can make of a word without a key, or with one that lies about openly. */
function hashes(word: string): string[] {
  const salts = ['', 'voter:', 'request:', 'harvest/', 'harvest/final/', 'harvest/final/1']
  const digests = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) =>
    salts.flatMap((salt) => [
      createHash(algorithm).update(`${salt}${word}`).digest(),
      createHmac(algorithm, salt).update(word).digest(),
      createHmac(algorithm, 'final').update(`${salt}${word}`).digest(),
    ]),
  )
  return digests.flatMap((digest) =>
    (['hex', 'base64url', 'base64'] as const).map((encoding) => digest.toString(encoding)),
  )
}

describe(`after a sealed secret round (SEED=${seed})`, () => {
  it('holds every ballot once, and no key', async () => {
    expect(seen.ballots).toHaveLength(people.length)
    expect(seen.ballotRecords).toHaveLength(people.length + 40)
    expect(seen.book.map(({ id }) => id).sort()).toEqual([...receipts.values()].sort())
    expect(seen.comments).toHaveLength(people.length)
    // The key that signs receipts ties nobody to a ballot, and stays.
    expect((await hall.items('Keys')).map(({ attempt }) => attempt)).toEqual(['harvest'])
    expect(secret).toHaveLength(32)
    const everything = seen.beside + hall.said() + JSON.stringify([await hall.items('Contests'), seen.voters])
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(everything.includes(Buffer.from(secret).toString(encoding))).toBe(false)
  })

  it('no id, name, unit, code, session or request stands beside a ballot, plain or as a hash without the key', () => {
    const runs = new Set(seen.beside.match(/[\w+/=-]+/g))
    const words = people.flatMap(({ id, name, unit }) => {
      const { requestIds = [] } = sent.get(id) ?? {}
      return [id, name, unit, stage.codes[id] ?? '', stage.voters[id] ?? '', ...requestIds]
    })
    expect(words.flatMap(spellings).filter((word) => seen.beside.includes(word))).toEqual([])
    expect(words.flatMap(hashes).filter((hash) => runs.has(hash))).toEqual([])
  })

  it('a ballot has no time and no delay of its own', () => {
    for (const ballot of seen.ballots) {
      expect(Object.keys(ballot).sort()).toEqual([
        'ballot',
        'bucket',
        'casts',
        'comments',
        'receipt',
        'revision',
        'signature',
        'voter',
      ])
      for (const cast of ballot['casts']) expect(Object.keys(cast)).toEqual(['id'])
    }
  })

  it('the logs and metrics have no code, session, name or choice, also of what was refused or failed', () => {
    const said = hall.said()
    for (const word of ['the store did not answer', '"Refused"']) expect(said.includes(word), word).toBe(true)
    const private_ = [
      ...people.flatMap(({ id, name, unit }) => [
        id,
        name,
        unit,
        stage.codes[id] ?? '',
        stage.voters[id] ?? '',
      ]),
      ...contestants,
      ...receipts.values(),
      ...[...sent.values()].flatMap(({ requestIds, words }) => [...requestIds, words]),
      stage.organiser,
      stage.owner,
      ...Object.values(stage.codes).map((code) => createHash('sha256').update(code).digest('hex')),
    ]
    expect(private_.filter((word) => word === '' || said.includes(word))).toEqual([])
  })

  /*
   * Whoever lays a list of people beside a list of ballots finds as many right pairs as chance leaves in their places: about Poisson(1)
   * where the ballots were cast in an order that chance chose. P(12 or more) is 8.4e-10 for one pair of lists and stays below 1e-6 for
   * all of them together, of which there are fewer than 200.
   */
  it('no order of people fits any order of ballots better than chance', async () => {
    const inOrderOf = (key: (id: string) => string): string[] =>
      ids.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    const ids = people.map(({ id }) => id)
    const hash = (text = '') => createHash('sha256').update(text).digest('hex')
    const roster = done(await hall.functions.call('read-roster', { path, token: stage.organiser }))
    const isCode = (key: string) => key.startsWith('code#')
    const ordersOfPeople: Record<string, string[]> = {
      'as they were added': ids,
      'as the roster lists them': roster.body.voters.map(({ id }: Json) => id),
      'as the table of people has them': seen.voters.flatMap(({ key, id }) =>
        isCode(key) || !receipts.has(id) ? [] : [id],
      ),
      'as the table of codes has them': seen.voters.flatMap(({ key, person }) => {
        const id = String(person).split('/')[1] ?? ''
        return isCode(key) && receipts.has(id) ? [id] : []
      }),
      'by id': inOrderOf((id) => id),
      'by name': inOrderOf((id) => people.find((person) => person.id === id)?.name ?? ''),
      'by code': inOrderOf((id) => stage.codes[id] ?? ''),
      'by hash of code': inOrderOf((id) => hash(stage.codes[id])),
      'by hash of id': inOrderOf(hash),
      'by device': inOrderOf((id) => seen.voters.find((row) => row['id'] === id)?.['device']),
    }
    const by = (key: (ballot: Json) => string): string[] =>
      seen.ballots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((ballot) => ballot['receipt'])
    const ofStream = seen.ballotRecords.map(({ dynamodb }) => dynamodb.NewImage.receipt.S as string)
    const ofWords = new Map(
      seen.ballots.map(({ comments, receipt }) => [JSON.stringify(Object.values(comments)[0]), receipt]),
    )
    const ordersOfBallots: Record<string, string[]> = {
      'as the box has them': by(() => ''),
      'by tag': by(({ voter }) => voter),
      'by hash of tag': by(({ voter }) => hash(voter)),
      'by tag of the request': by(({ casts }) => casts.at(-1).id),
      'by receipt': by(({ receipt }) => receipt),
      'as the stream had them first': [...new Set(ofStream)],
      'as the stream had them last': [...new Set(ofStream.toReversed())],
      'as the book has them': seen.book.map(({ id }) => id),
      'as the comments stand': seen.comments.map((comment) => ofWords.get(JSON.stringify(comment))),
    }
    const fits: string[] = []
    let pairs = 0
    for (const [ofPeople, order] of Object.entries(ordersOfPeople)) {
      expect([...order].sort(), ofPeople).toEqual([...ids].sort())
      for (const [ofBallots, ballots] of Object.entries(ordersOfBallots)) {
        expect([...ballots].sort(), ofBallots).toEqual([...receipts.values()].sort())
        for (const listed of [ballots, ballots.toReversed()]) {
          pairs++
          const right = order.filter((id, place) => receipts.get(id) === listed[place]).length
          if (right >= 12) fits.push(`${ofPeople} × ${ofBallots}: ${right} of ${ids.length}`)
        }
      }
    }
    expect(pairs).toBeLessThanOrEqual(200)
    expect(fits).toEqual([])
  })
})

describe('when a secret ballot cannot be read any more', () => {
  it('says so in the log without a word of what is in it', async () => {
    const { db, nameOf } = await import('#store/client.ts')
    const { PutCommand } = await import('@aws-sdk/lib-dynamodb')
    const ballot = `{"electorate":"jury","choices":[${contestants[0]}]}`
    const Item = { ...seen.ballots[0], voter: 'damaged', ballot }
    await db.send(new PutCommand({ TableName: nameOf('Ballots'), Item }))
    const complaint = 'a ballot record cannot be counted'
    for (let tries = 0; tries < 100 && !hall.said().includes(complaint); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    const said = hall.said()
    expect(said.includes(complaint)).toBe(true)
    expect(said.match(/.{0,80}(choice-|choices|jury).{0,80}/g) ?? []).toEqual([])
  })
})
