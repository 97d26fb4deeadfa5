import { expect } from 'vitest'
import { routes, type Route } from '#functions/routes.ts'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  type Call,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import type { Random } from '#core/random.ts'

/** All four kinds of ballots in one open round, from which one contestant is absent, and the same round where marks are final. */
const electorates = ['town', 'village', 'jury', 'club']
const rounds = [true, false].map((revisable) =>
  roundWith({
    id: revisable ? 'final' : 'once',
    contestants: ['east', 'west', 'north', 'south'],
    revisable,
    panels: [
      { electorate: 'town', ballot: { kind: 'choose', min: 1, max: 2 } },
      {
        electorate: 'village',
        ballot: {
          kind: 'grade',
          grades: [
            { id: 'good', name: '好', value: 100 },
            { id: 'fair', name: '一般', value: null },
          ],
        },
      },
      {
        electorate: 'jury',
        ballot: {
          kind: 'score',
          criteria: [
            { id: 'content', name: '内容', max: 60, step: 0.5 },
            { id: 'style', name: '表达', min: 10, max: 40 },
          ],
        },
      },
      { electorate: 'club', ballot: { kind: 'rank', points: [3, 2, 1] } },
    ],
  }),
)
const contest = contestWith({
  id: 'harvest',
  electorates: electorates.map((id) => ({ id, name: id, role: id === 'jury' ? 'judge' : 'voter' })),
  contestants: ['east', 'west', 'north', 'south', 'absent'].map((id) => ({ id, name: id })),
  rounds,
})
/** Nobody has voted in it yet, so nothing but its faults keeps a document from being replaced. */
const untouched = { ...contest, id: 'untouched' }

/** What each electorate may send; `zhang-<electorate>` is its voter. */
export const goodBallots: Record<string, Record<string, Json>> = {
  town: { electorate: 'town', choices: ['east', 'west'] },
  village: { electorate: 'village', grades: { east: 'good', west: 'fair' } },
  jury: { electorate: 'jury', scores: { east: { content: 55.5, style: 30 } } },
  club: { electorate: 'club', ranking: ['east', 'west', 'north'] },
}

export type Hall = {
  functions: Functions
  stage: Stage
  /** Every write that a function has sent to the store since the hall was made ready, whether or not it was refused there. */
  writes: string[]
  stop(): Promise<void>
}

/** A round is open in which everybody has cast a good ballot; `writes` begins after that. */
export async function openHall(): Promise<Hall> {
  const functions = await startFunctions()
  const voters = Object.fromEntries(electorates.map((id) => [`zhang-${id}`, id]))
  await stageContest(functions, untouched, {})
  const stage = await stageContest(functions, contest, voters)
  const writes: string[] = []
  const { db } = await import('#store/client.ts')
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        if (/Put|Update|Delete|Write/.test(commandName)) writes.push(commandName)
        return next(args)
      },
    { step: 'initialize' },
  )
  const { command } = actionsOn(functions, stage)
  for (const { id } of rounds) {
    done(await command({ type: 'openRound', round: id }))
    for (const [electorate, ballot] of Object.entries(goodBallots))
      done(await actionsOn(functions, stage, id).cast(`zhang-${electorate}`, ballot))
  }
  expect(writes.length).toBeGreaterThan(rounds.length * electorates.length)
  writes.length = 0
  return { functions, stage, writes, stop: functions.stop }
}

export type BadRequest = { function: Route['function']; call: Call; broken: string }

/** Makes requests that are in order but for one thing, which no route may overlook. */
export function badRequests({ stage }: Hall): (random: Random) => BadRequest {
  const { owner, organiser, observer, voters } = stage
  const tokens = [organiser, observer, ...Object.values(voters)]
  const path = { contest: 'harvest', round: 'final', voter: 'zhang-town' }
  const good: Record<string, (random: Random) => Call> = {
    'open-session': () => ({ body: { code: 'ABCD-EFGH-JKLM' } }),
    'replace-contest': () => ({ path: { contest: 'untouched' }, token: owner, body: untouched }),
    'cast-ballot': (random) => {
      const electorate = random.of(electorates)
      return { path, token: voters[`zhang-${electorate}`] ?? '', body: castOf(random, electorate) }
    },
    'read-ballot': (random) => ({ path, token: random.of(Object.values(voters)) }),
    'run-command': (random) => ({ path, token: organiser, body: random.of(commands) }),
    'add-voters': () => ({ path, token: organiser, body: { voters: [roster, { ...roster, id: 'wang' }] } }),
    'add-staff': () => ({ path, token: organiser, body: { role: 'observer', name: '王' } }),
  }
  const office = (): Call => ({ path, token: organiser })

  return (random) => {
    const route = random.of(routes)
    const call = (good[route.function] ?? office)(random)
    const ways = [
      ...(route.function === 'open-session' ? [] : [brokenToken]),
      ...(route.path.includes('{') ? [brokenPath] : []),
      ...(route.who === 'anyone' ? [] : [wrongPerson]),
      ...(call.body === undefined ? [] : [brokenBody, brokenBody, brokenBody, brokenText]),
    ]
    return { function: route.function, ...random.of(ways)(random, { route, call, tokens }) }
  }
}

/** Asks all of them, some at a time, and expects a refusal of each and no write by any. */
export async function expectRefused(hall: Hall, requests: () => BadRequest, count: number): Promise<void> {
  const before = await dumped()
  const codes = new Map<string, number>()
  const atOnce = 50
  for (let asked = 0; asked < count; asked += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, count - asked) }, async () => {
        const request = requests()
        const { status, headers, body } = await hall.functions.call(request.function, request.call)
        if (status < 400 || status > 499)
          throw new Error(`${status} ${JSON.stringify(body)} for ${JSON.stringify(request)}`)
        if (!headers['content-type']?.startsWith('application/problem+json'))
          throw new Error(`answered with no problem document: ${JSON.stringify(request)}`)
        codes.set(body.code, (codes.get(body.code) ?? 0) + 1)
      }),
    )
  expect(hall.writes).toEqual([])
  expect(await dumped()).toEqual(before)
  // All kinds of refusals were reached, or the requests are not as varied as they should be.
  for (const code of ['bad-request', 'unauthorized', 'forbidden', 'not-found'])
    expect(codes.get(code) ?? 0, code).toBeGreaterThan(count / 100)
}

/** Every item of every table. */
export async function dumped(): Promise<Record<string, Json>[]> {
  const { db, nameOf } = await import('#store/client.ts')
  const { tables } = await import('#store/tables.ts')
  const { paginateScan } = await import('@aws-sdk/lib-dynamodb')
  const items: Record<string, Json>[] = []
  for (const table of Object.keys(tables) as (keyof typeof tables)[])
    for await (const page of paginateScan({ client: db }, { TableName: nameOf(table) }))
      items.push(...(page.Items ?? []))
  return items
}

type Whole = { route: Route; call: Call; tokens: string[] }
type Broken = Omit<BadRequest, 'function'>

const roster = { id: 'li', electorate: 'town', name: '李', unit: '东村' }

const commands = [
  { type: 'stageContestant', contestant: 'east' },
  { type: 'startSpeech', contestant: 'east', part: 1 },
  { type: 'pauseSpeech', reason: '话筒故障' },
  { type: 'resumeSpeech' },
  { type: 'endSpeech' },
  { type: 'messageStage', text: '请走近话筒' },
  { type: 'openRound', round: 'final', seconds: 60 },
  { type: 'closeRound', round: 'final', inSeconds: 5 },
  { type: 'extendRound', round: 'final', seconds: 5 },
  { type: 'reopenRound', round: 'final', seconds: 5 },
  { type: 'voidRound', round: 'final', reason: '试投' },
  { type: 'amend', what: 'contestant', id: 'east', fields: { name: '东村' }, reason: '印错' },
  { type: 'withdrawContestant', contestant: 'east', reason: '临时有事' },
  { type: 'sealRound', round: 'final' },
  { type: 'publishResult', round: 'final', version: 1, confirm: true },
  { type: 'releaseComments', round: 'final', contestants: ['east'] },
  { type: 'reveal', round: 'final', places: 1, ifVersion: 3 },
  { type: 'revealParts', round: 'final', added: 1 },
  { type: 'showMarks', round: 'final', contestant: 'east' },
  {
    type: 'propose',
    action: { kind: 'adjust', round: 'final', contestant: 'east', points: '-0.05', why: 'overtime' },
    reason: '超时',
  },
  { type: 'approve', proposal: 1 },
  { type: 'decline', proposal: 1, reason: '算错了' },
]

const castOf = (random: Random, electorate: string): Json => ({
  ballot: goodBallots[electorate],
  requestId: `request-${random.within(1, 1e9)}`,
  ...(random.within(0, 1) === 1 && { replaces: 1, delay: 3 }),
  ...(electorate === 'jury' && { comments: { east: { strength: '扎实', note: '再看' } } }),
})

function brokenToken(random: Random, { call, tokens }: Whole): Broken {
  const token = random.of(tokens)
  const at = random.within(0, token.length - 1)
  const authorization = random.of([
    `Bearer ${token.slice(0, at)}${token[at] === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`,
    `Bearer ${token.slice(0, at)}`,
    `Bearer ${token}${random.of(hostile)}x`,
    `Basic ${token}`,
    `Bearer ${random.of(hostile)}`,
    token,
    '',
  ])
  return { call: { ...without(call, 'token'), headers: { authorization } }, broken: 'token' }
}

function brokenPath(random: Random, { route, call }: Whole): Broken {
  const names = [...route.path.matchAll(/{(\w+)}/g)].map(([, name = '']) => name)
  const name = random.of(names)
  const nowhere = random.of([
    ...hostile,
    'nowhere',
    'HARVEST',
    'harvest ',
    'x'.repeat(random.within(65, 5_000)),
  ])
  return { call: { ...call, path: { ...call.path, [name]: nowhere } }, broken: `path ${name}` }
}

function wrongPerson(
  random: Random,
  { route, call, tokens: [organiser, observer, ...voters] }: Whole,
): Broken {
  const others = route.who.includes('voter') ? [organiser, observer] : voters
  const changes = route.method !== 'GET' && !route.who.includes('voter')
  const nobody = ''
  const token = random.of([...others, ...(changes ? [observer] : []), nobody])
  return { call: { ...without(call, 'token'), ...(token && { token }) }, broken: 'person' }
}

/** One place of the body becomes something that no schema takes there, or an object gets a field too many. */
function brokenBody(random: Random, { call }: Whole): Broken {
  const body: Json = structuredClone(call.body)
  const place = random.of(placesIn(body))
  const isObject = typeof place.value === 'object' && place.value !== null && !Array.isArray(place.value)
  if (isObject && random.within(0, 2) > 0) {
    const field = random.of(forgedFields.filter((name) => isForgedAt(place.at, name)))
    Object.defineProperty(place.value, field, { value: random.of(junk), enumerable: true })
    return { call: { ...call, body }, broken: `field ${field} at ${place.at}` }
  }
  const other = random.of(
    junk.filter((value) => typeOf(value) !== typeOf(place.value) && isNever(value, place.at)),
  )
  return { call: { ...call, body: place.replaced(other) }, broken: `${typeOf(other)} at ${place.at}` }
}

/** A panel of a contest document has a weight; nothing else has. */
const isForgedAt = (at: string, field: string): boolean => field !== 'weight' || !/\.panels\.\d+$/.test(at)

/** Null has a meaning in three places: nobody on stage, no message to it, and a grade without a value, which may have a number as well. */
const isNever = (value: unknown, at: string): boolean =>
  (value !== null || !/\.(contestant|text|value)$/.test(at)) &&
  (typeof value !== 'number' || !at.endsWith('.value'))

function brokenText(random: Random, { call }: Whole): Broken {
  const text = JSON.stringify(call.body)
  const body = random.of([
    text.slice(0, random.within(0, text.length - 1)),
    `${text}${random.of(['}', ',', 'x', text])}`,
    text.replace('{', random.of(['{"__proto__": {"role": "owner"},', '{,', "{'a': 1,", '{"a": NaN,'])),
    '['.repeat(random.within(1, 10_000)),
    JSON.stringify(random.of(junk)),
    String(random.of(hostile)),
  ])
  return { call: { ...call, body }, broken: 'text' }
}

type Place = { at: string; value: Json; replaced(value: unknown): unknown }

/** The body itself and everything in it. */
function placesIn(body: Json): Place[] {
  const places: Place[] = [{ at: '$', value: body, replaced: (value) => value }]
  for (const { at, value: inside } of places) {
    if (typeof inside !== 'object' || inside === null) continue
    for (const [name, value] of Object.entries(inside)) {
      const replaced = (other: unknown): unknown => {
        Object.assign(inside, { [name]: other })
        return body
      }
      places.push({ at: `${at}.${name}`, value, replaced })
    }
  }
  return places
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

const without = (call: Call, field: keyof Call): Call => {
  const { [field]: _, ...rest } = call
  return rest
}

const forgedFields = [
  'weight',
  'voter',
  'castAt',
  'role',
  '__proto__',
  'constructor',
  'toString',
  'ⅷ',
  '',
  '$where',
]
const hostile = [
  '../../etc/passwd',
  'final/1#0',
  'head',
  'a|b',
  '\u0000',
  '\u202egnp.exe',
  '{{7*7}}',
  "'; DROP TABLE Ballots;--",
  '=HYPERLINK("x")',
  '<script>alert(1)</script>',
  '𝒳'.repeat(100),
  '__proto__',
  'constructor',
  ' ',
]
const junk: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  [],
  {},
  [[[]]],
  { a: { b: { c: {} } } },
  Array.from({ length: 3_000 }, (_, index) => index),
  ...hostile,
]
