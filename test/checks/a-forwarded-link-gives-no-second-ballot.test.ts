import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  type Answer,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'

/**
 * A voter's link goes to a second phone, and staff issue a new code that a third phone uses: what the three of them and the staff do, in
 * every order in which it can happen, each time to another voter.
 */
const contest = contestWith({ electorates: [{ id: 'village', name: '村', role: 'voter', oneDevice: true }] })
const steps = {
  first: ['first opens', 'first casts'],
  second: ['second opens', 'second casts'],
  third: ['staff re-issue', 'third opens', 'third casts'],
} as const
type Step = (typeof steps)[keyof typeof steps][number]

function orders(...threads: (readonly Step[])[]): Step[][] {
  const waiting = threads.filter(({ length }) => length > 0)
  if (waiting.length === 0) return [[]]
  return waiting.flatMap((thread) => {
    const rest = waiting.map((other) => (other === thread ? other.slice(1) : other))
    return orders(...rest).map((order) => [...thread.slice(0, 1), ...order])
  })
}
const all = orders(steps.first, steps.second, steps.third)
const idOf = (index: number): string => `zhang-${index}`

let functions: Functions
let stage: Stage
beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, {})
  const path = { contest: contest.id }
  const voters = all.map((_, index) => ({ id: idOf(index), electorate: 'village' }))
  const added = done(await functions.call('add-voters', { path, token: stage.owner, body: { voters } }))
  for (const { id, code } of added.body.voters) stage.codes[id] = code
  done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
})
afterAll(() => functions.stop())

/** What a phone keeps: its cookies and its session. */
type Phone = { cookies: string[]; token?: string }

async function play(voter: string, order: readonly Step[]): Promise<{ statuses: number[]; counts?: string }> {
  const phones: Record<string, Phone> = {}
  const choices: Record<string, string> = { first: 'east', second: 'west', third: 'east' }
  let newCode = ''
  let counts: string | undefined
  const path = { contest: contest.id, round: 'final', voter }

  async function take(step: Step): Promise<Answer> {
    if (step === 'staff re-issue') {
      const answer = done(await functions.call('reissue-code', { path, token: stage.organiser }))
      newCode = answer.body.code
      return answer
    }
    const [who = '', does] = step.split(' ')
    const phone = (phones[who] ??= { cookies: [] })
    if (does === 'opens') {
      const code = who === 'third' ? newCode : stage.codes[voter]
      const answer = await functions.call('open-session', { body: { code }, cookies: phone.cookies })
      phone.cookies.push(...answer.cookies.map((cookie) => cookie.split(';')[0] ?? ''))
      if (answer.status === 200) phone.token = answer.body.token
      return answer
    }
    const choice = choices[who] ?? ''
    const body = { ballot: { electorate: 'village', choices: [choice] }, requestId: `${voter}-${who}` }
    const answer = await functions.call('cast-ballot', {
      path,
      body,
      ...(phone.token && { token: phone.token }),
    })
    if (answer.status === 200) counts = choice
    return answer
  }

  const statuses: number[] = []
  for (const step of order) statuses.push((await take(step)).status)
  return { statuses, ...(counts !== undefined && { counts }) }
}

/** The code belongs to whoever used it first, until there is another; then nothing that came of it is worth anything. */
function expected(order: readonly Step[]): number[] {
  const reissued = order.indexOf('staff re-issue')
  const opened = ['first opens', 'second opens'] as const
  const [holder] = opened
    .filter((step) => order.indexOf(step) < reissued)
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return order.map((step, place) => {
    const [who, does] = step.split(' ')
    if (step === 'staff re-issue' || who === 'third') return 200
    if (place > reissued) return 401
    if (does === 'opens') return step === holder ? 200 : 403
    return holder === `${who} opens` ? 200 : 401
  })
}

describe(`in all ${all.length} orders of a forwarded link and a new code`, () => {
  it(
    'only the first phone votes with the link, and its session ends with the new code',
    { timeout: 120_000 },
    async () => {
      const counts: Record<string, string | undefined> = {}
      for (const [index, order] of all.entries()) {
        const played = await play(idOf(index), order)
        expect(played.statuses, order.join(', ')).toEqual(expected(order))
        counts[idOf(index)] = played.counts
      }
      const { db, nameOf } = await import('#store/client.ts')
      const { paginateScan } = await import('@aws-sdk/lib-dynamodb')
      const box: [string, string][] = []
      for await (const page of paginateScan({ client: db }, { TableName: nameOf('Ballots') }))
        for (const { voter, ballot } of page.Items ?? []) box.push([voter, JSON.parse(ballot).choices[0]])
      expect(box).toHaveLength(all.length)
      expect(Object.fromEntries(box)).toEqual(counts)
    },
  )
})
