import { setTimeout as sleep } from 'node:timers/promises'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import { isSignedBy, readProof } from '#core/receipt/proof.ts'
import { actionsOn, answered, code, done, faults, proof, refused, time } from '#test/support/actions.ts'
import { pass, stopClock } from '#test/support/clock.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Answer, type Functions } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

type Choice = {
  requestId?: string
  choice?: string
  replaces?: number
  at?: number
  voter?: string
  over?: object
}

/** A contest whose round lets villagers choose one of two. */
async function setup(round: Partial<Round> = {}, over: Partial<Contest> = {}) {
  const contest = contestWith({ id: `harvest-${++contests}`, ...over }, round)
  const stage = await stageContest(functions, contest, { zhang: 'village', wang: 'village' })
  const path = { contest: stage.contest, round: 'final' }
  return {
    stage,
    command: actionsOn(functions, stage).command,
    own: (voter = 'zhang') => functions.call('read-ballot', { path, token: stage.voters[voter] ?? '' }),
    cast: ({ requestId = 'r1', choice = 'east', replaces, at, voter = 'zhang', over: more }: Choice = {}) =>
      functions.call('cast-ballot', {
        path,
        token: stage.voters[voter] ?? '',
        body: {
          ballot: { electorate: 'village', choices: [choice] },
          requestId,
          ...(replaces !== undefined && { replaces }),
          ...more,
        },
        ...(at && { at }),
      }),
  }
}

async function opened(round: Partial<Round> = {}) {
  const world = await setup(round)
  done(await world.command({ type: 'openRound', round: 'final' }))
  return world
}

const signature = expect.stringMatching(/^[\w-]{86}$/)

const castAt = ({ body }: Answer): string => body.castAt

/** The box keeps the signed receipt of the last revision only. */
function withoutProof(answer: Answer | undefined): Answer | undefined {
  if (!answer) return undefined
  const { proof: _, ...body } = answer.body
  return { ...answer, body }
}

describe('before the round is opened', () => {
  it('refuses a ballot as not open', async () => {
    const { cast } = await setup()
    expect(await cast()).toEqual(refused('not-open'))
  })
})

describe('while the round is open', () => {
  it('answers a receipt, and the same one for the same request and the same choice', async () => {
    const { cast } = await opened()
    const first = await cast()
    expect(first).toEqual(answered({ receipt: code, castAt: time, revision: 1, proof }))
    expect(await cast()).toEqual(first)
    expect(await cast({ requestId: 'r2' })).toEqual(first)
  })

  it('gives everybody a receipt of their own', async () => {
    const { cast } = await opened()
    expect((await cast()).body.receipt).not.toBe((await cast({ voter: 'wang' })).body.receipt)
  })

  it('writes the arrival at the gateway, whatever the phone says', async () => {
    const { cast } = await opened()
    const at = Date.now()
    expect(castAt(await cast({ at }))).toBe(new Date(at).toISOString())
  })

  it('replaces another choice where the round allows revision, and knows a late copy of the first request', async () => {
    const { cast, own } = await opened()
    const first = await cast()
    const second = await cast({ requestId: 'r2', choice: 'west' })
    expect(second).toEqual(answered({ ...first.body, castAt: time, revision: 2, proof }))
    expect(await cast()).toEqual(withoutProof(first))
    expect(await own()).toEqual(
      answered({ ...second.body, ballot: { electorate: 'village', choices: ['west'] } }),
    )
  })

  it('refuses another choice as already voted where it does not', async () => {
    const { cast, own } = await opened({ revisable: false })
    const first = await cast()
    expect(await cast({ requestId: 'r2', choice: 'west' })).toEqual(refused('already-voted'))
    expect((await own()).body).toEqual({
      ...first.body,
      ballot: { electorate: 'village', choices: ['east'] },
    })
  })

  it('refuses a replacement of a revision that is not the stored one', async () => {
    const { cast } = await opened()
    expect(await cast({ replaces: 1 })).toEqual(refused('stale-revision'))
    await cast()
    expect(await cast({ requestId: 'r2', choice: 'west', replaces: 2 })).toEqual(refused('stale-revision'))
    expect(await cast({ requestId: 'r2', choice: 'west', replaces: 0 })).toEqual(refused('stale-revision'))
    expect(await cast({ requestId: 'r3', choice: 'west', replaces: 1 })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    })
  })

  it('keeps one ballot of fifty at once, and gives the same choice the same receipt', async () => {
    const { cast, stage, own } = await opened({ revisable: false })
    const choices = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 'east' : 'west'))
    const answers = await Promise.all(
      choices.map((choice, index) => cast({ choice, requestId: `r${index}` })),
    )
    const kept = (await own()).body
    const [winner] = kept.ballot.choices as string[]
    for (const [index, answer] of answers.entries()) {
      const { ballot: _, ...receipt } = kept
      expect(answer).toEqual(choices[index] === winner ? answered(receipt) : refused('already-voted'))
    }
    expect(await storedIn(stage.contest)).toHaveLength(1)
  })

  it('keeps every revision of ten at once where the round allows them', async () => {
    const { cast, stage } = await opened()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        cast({ choice: index % 2 === 0 ? 'east' : 'west', requestId: `r${index}` }),
      ),
    )
    for (const { status } of answers) expect([200, 503]).toContain(status)
    const [stored] = await storedIn(stage.contest)
    expect(stored?.['revision']).toBe(stored?.['casts'].length)
  })
})

describe('a person who casts again and again', () => {
  /** One after another, as fast as the answers come. */
  const often = async (cast: (choice: Choice) => Promise<Answer>, count: number, at: number) => {
    const answers: Answer[] = []
    for (let index = 0; index < count; index++)
      answers.push(
        await cast({ requestId: `o${index}`, choice: index % 2 === 0 ? 'east' : 'west', at: at + index }),
      )
    return answers
  }

  it.each([
    ['named', {}],
    ['secret', { secret: true }],
  ])('waits after twenty within forty seconds of a %s round, and others do not', async (_, round) => {
    const { cast, own, stage } = await opened(round)
    const start = stopClock()
    const answers = await often(cast, 21, start)
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(200), 429])
    expect(answers[20]).toEqual(refused('too-many', { detail: expect.any(String) }, { 'retry-after': '40' }))
    // Asking again for what was received is no cast, whichever of the twenty it was.
    expect(await cast({ requestId: 'o18', choice: 'east', at: start + 30 })).toEqual(
      withoutProof(answers[18]),
    )
    expect(await cast({ requestId: 'anew', choice: 'west', at: start + 30 })).toMatchObject({
      status: 200,
      body: { revision: 20 },
    })
    expect((await own()).body).toMatchObject({ revision: 20, ballot: { choices: ['west'] } })
    expect((await cast({ voter: 'wang', at: start + 30 })).status).toBe(200)
    const [stored] = await storedIn(stage.contest)
    expect(stored?.['casts'].length).toBeLessThanOrEqual(20)
  })

  it('goes on when the first of the twenty is forty seconds ago', async () => {
    const { cast } = await opened()
    const start = stopClock()
    await often(cast, 20, start)
    const late = { requestId: 'late', choice: 'east' }
    expect((await cast({ ...late, at: start + 39_000 })).status).toBe(429)
    expect(await cast({ ...late, at: start + 40_001 })).toMatchObject({ status: 200, body: { revision: 21 } })
  })
})

describe('around the close', () => {
  it('goes by the arrival at the gateway, to the millisecond', async () => {
    const { command, cast } = await opened()
    const { body } = await command({ type: 'closeRound', round: 'final', inSeconds: 3 })
    const closesAt = Date.parse(body.events[0].closesAt)
    pass(closesAt - Date.now() - 200)
    expect(await cast({ at: closesAt })).toEqual(refused('closed'))
    expect(await cast({ at: closesAt + 1, voter: 'wang' })).toEqual(refused('closed'))
    expect(castAt(await cast({ at: closesAt - 1 }))).toBe(new Date(closesAt - 1).toISOString())
  })

  it('confirms after the close what was received before it, and takes nothing new', async () => {
    const { command, cast } = await setup()
    done(await command({ type: 'openRound', round: 'final', seconds: 3 }))
    const first = await cast()
    const late = Date.now() + 5_000
    expect(await cast({ at: late })).toEqual(first)
    expect(await cast({ at: late, requestId: 'r2' })).toEqual(first)
    expect(await cast({ at: late, requestId: 'r3', choice: 'west' })).toEqual(refused('closed'))
    expect(await cast({ at: late, voter: 'wang' })).toEqual(refused('closed'))
  })

  it('takes a ballot that arrived in an earlier window, and none from between two', async () => {
    const { command, cast } = await setup()
    const { closesAt } = done(await command({ type: 'openRound', round: 'final', seconds: 1 })).body.events[0]
    const closed = Date.parse(closesAt)
    pass(closed + 50 - Date.now())
    done(await command({ type: 'reopenRound', round: 'final' }))
    expect(await cast({ at: closed - 1 })).toMatchObject({ status: 200 })
    expect(await cast({ at: closed + 1, voter: 'wang' })).toEqual(refused('closed'))
    expect(await cast({ voter: 'wang' })).toMatchObject({ status: 200 })
  })

  it('starts anew when the round was voided and opened again', async () => {
    const { command, cast } = await opened()
    const first = await cast()
    done(await command({ type: 'voidRound', round: 'final', reason: '停电' }))
    expect(await cast()).toEqual(refused('not-open'))
    done(await command({ type: 'openRound', round: 'final' }))
    const second = await cast()
    expect(second).toEqual(answered({ receipt: code, castAt: time, revision: 1, proof }))
    expect(second.body.receipt).not.toBe(first.body.receipt)
  })

  it('acknowledges nothing that was held up longer than the seal waits', async () => {
    const { cast, own } = await opened()
    const at = Date.now()
    pass(2_100)
    expect(await cast({ at })).toEqual(refused('unavailable', {}, { 'retry-after': '1' }))
    expect(await own()).toEqual(refused('not-found'))
  })
})

const criteria = [
  { id: 'look', name: '村容', max: 60 },
  { id: 'talk', name: '讲解', max: 40, step: 0.5 },
]
const electorates: Contest['electorates'] = [
  { id: 'village', name: '村', role: 'voter' },
  { id: 'jury', name: '评委', role: 'judge' },
  { id: 'town', name: '镇', role: 'voter' },
  { id: 'fans', name: '观众', role: 'voter' },
  { id: 'guests', name: '来宾', role: 'voter' },
]
const contestants = ['east', 'west', 'north'].map((id) => ({ id, name: id }))

/** One round with a panel of every kind, and one person in each electorate, named after it. */
async function everyKind(round: Partial<Round> = {}) {
  const panels: Round['panels'] = [
    { electorate: 'village', ballot: { kind: 'choose', max: 2 } },
    { electorate: 'jury', ballot: { kind: 'score', criteria } },
    {
      electorate: 'town',
      ballot: {
        kind: 'grade',
        grades: [
          { id: 'good', name: '满意', value: 100 },
          { id: 'none', name: '弃权', value: null },
        ],
      },
    },
    { electorate: 'fans', ballot: { kind: 'rank', points: [3, 1] } },
  ]
  const id = `harvest-${++contests}`
  const rounds = [
    roundWith({ panels, contestants: ['east', 'west'], ...round }),
    roundWith({ id: 'other', panels: [{ electorate: 'guests', ballot: { kind: 'choose', max: 1 } }] }),
  ]
  const people = Object.fromEntries(electorates.map((electorate) => [electorate.id, electorate.id]))
  const stage = await stageContest(functions, contestWith({ id, electorates, contestants, rounds }), people)
  const actions = actionsOn(functions, stage)
  done(await actions.command({ type: 'openRound', round: 'final' }))
  return { stage, ...actions }
}

const score = (look: number, talk: number) => ({ look, talk })

describe('with every kind of ballot', () => {
  const good: [string, object][] = [
    ['village', { choices: ['west', 'east'] }],
    ['jury', { scores: { east: score(59.5, 40) } }],
    ['town', { grades: { east: 'good', west: 'none' } }],
    ['fans', { ranking: ['west', 'east'] }],
  ]
  it('takes one from everybody as they filled it', async () => {
    const { stage, cast } = await everyKind()
    for (const [electorate, marks] of good) {
      const ballot = { electorate, ...marks }
      const { body: receipt } = done(await cast(electorate, ballot))
      const own = await functions.call('read-ballot', {
        path: { contest: stage.contest, round: 'final' },
        token: stage.voters[electorate] ?? '',
      })
      expect(own).toEqual(answered({ ...receipt, ballot }))
    }
  })

  const bad: [string, string, object, string[]][] = [
    ['no choice', 'village', { choices: [] }, ['choices']],
    ['too many', 'village', { choices: ['east', 'west', 'north'] }, ['choices[2]', 'choices']],
    ['one twice', 'village', { choices: ['east', 'east'] }, ['choices[1]']],
    ['somebody not in this round', 'village', { choices: ['north'] }, ['choices[0]']],
    ['somebody nobody knows', 'village', { choices: ['moon'] }, ['choices[0]']],
    ['no id', 'village', { choices: ['a b'] }, ['choices[0]']],
    ['the form of another panel', 'village', { ranking: ['east', 'west'] }, ['ranking']],
    ['a criterion left out', 'jury', { scores: { east: { look: 1 } } }, ['scores.east.talk']],
    [
      'a criterion nobody knows',
      'jury',
      { scores: { east: { ...score(1, 1), luck: 1 } } },
      ['scores.east.luck'],
    ],
    ['more than the most', 'jury', { scores: { east: score(60.1, 1) } }, ['scores.east.look']],
    ['less than the least', 'jury', { scores: { east: score(-1, 1) } }, ['scores.east.look']],
    ['between two steps', 'jury', { scores: { east: score(1, 0.3) } }, ['scores.east.talk']],
    ['text for a number', 'jury', { scores: { east: { look: '1', talk: 1 } } }, ['scores.east.look']],
    ['a contestant not in this round', 'jury', { scores: { north: score(1, 1) } }, ['scores.north']],
    ['no scores', 'jury', { scores: {} }, ['scores']],
    ['a grade nobody knows', 'town', { grades: { east: 'fine' } }, ['grades.east']],
    ['too short a ranking', 'fans', { ranking: ['east'] }, ['ranking']],
    ['one ranked twice', 'fans', { ranking: ['east', 'east'] }, ['ranking[1]']],
    ['two forms at once', 'fans', { ranking: ['east', 'west'], choices: ['east'] }, ['ranking']],
    ['no marks at all', 'fans', {}, ['choices']],
  ]
  it('refuses a ballot that breaks a rule, with the path, and stores nothing', async () => {
    const { stage, cast } = await everyKind()
    for (const [what, electorate, marks, paths] of bad)
      expect(await cast(electorate, { electorate, ...marks }), what).toEqual(
        refused('bad-request', faults(...paths.map((path) => `$.ballot.${path}`))),
      )
    expect(await storedIn(stage.contest)).toEqual([])
  })

  it('refuses forged and unknown fields, with the path', async () => {
    const { stage, cast } = await everyKind()
    const ballot = { electorate: 'village', choices: ['east'] }
    const forged: [object, string][] = [
      [{ weight: 2 }, '$.weight'],
      [{ voter: 'town' }, '$.voter'],
      [{ castAt: '2020-01-01T00:00:00.000Z' }, '$.castAt'],
      [{ revision: 7 }, '$.revision'],
      [{ ballot: { ...ballot, weight: 2 } }, '$.ballot.weight'],
      [{ requestId: '' }, '$.requestId'],
      [{ requestId: 7 }, '$.requestId'],
      [{ replaces: -1 }, '$.replaces'],
      [{ delay: -1 }, '$.delay'],
      [{ delay: 1.5 }, '$.delay'],
    ]
    for (const [over, path] of forged)
      expect(await cast('village', ballot, { cast: over }), path).toEqual(
        refused('bad-request', faults(path)),
      )
    const text = (body: string) => cast('village', ballot, { body })
    expect(
      await text(
        '{"__proto__":{"weight":2},"requestId":"r","ballot":{"electorate":"village","choices":["east"]}}',
      ),
    ).toEqual(refused('bad-request', faults('$.__proto__')))
    const grades = '{"requestId":"r","ballot":{"electorate":"town","grades":{"east":"good",EXTRA}}}'
    expect(await text(grades.replace('EXTRA', '"__proto__":"good"'))).toEqual(
      refused('bad-request', faults('$.ballot.grades.__proto__')),
    )
    expect(await text(grades.replace('EXTRA', '"constructor":"good"'))).toEqual(
      refused('bad-request', faults('$.ballot.grades.constructor')),
    )
    expect(await storedIn(stage.contest)).toEqual([])
  })

  it('refuses the ballot of another electorate, and who has no vote in this round', async () => {
    const { cast } = await everyKind()
    expect(await cast('village', { electorate: 'jury', scores: { east: score(60, 40) } })).toEqual(
      refused('forbidden'),
    )
    expect(await cast('guests', { electorate: 'guests', choices: ['east'] })).toEqual(refused('forbidden'))
  })

  it('knows neither another round nor another contest’s session', async () => {
    const [here, there] = [await everyKind(), await everyKind()]
    const ballot = { electorate: 'village', choices: ['east'] }
    const path = { contest: here.stage.contest, round: 'nowhere' }
    expect(await here.cast('village', ballot, { path })).toEqual(refused('not-found'))
    const token = there.stage.voters['village'] ?? ''
    expect(await here.cast('village', ballot, { token })).toEqual(refused('not-found'))
    expect(await storedIn(here.stage.contest)).toEqual([])
  })
})

describe('where a ballot is filled contestant by contestant', () => {
  const scores = (given: Record<string, object>) => ({ electorate: 'jury', scores: given })

  it('takes further contestants where the round is not revisable, and leaves marks once given as they are', async () => {
    const { cast } = await everyKind({ revisable: false })
    const first = await cast('jury', scores({ east: score(50, 30) }))
    const second = await cast('jury', scores({ east: score(50, 30), west: score(40, 20) }))
    expect(second).toEqual(answered({ ...first.body, castAt: time, revision: 2, proof }))
    expect(await cast('jury', scores({ east: score(60, 30), west: score(40, 20) }))).toEqual(
      refused('already-voted'),
    )
    expect(await cast('jury', scores({ west: score(40, 20) }))).toEqual(refused('already-voted'))
    expect(await cast('jury', scores({ west: score(40, 20), east: score(50, 30) }))).toEqual(second)
  })

  it('lets marks be changed and taken back where it is', async () => {
    const { cast } = await everyKind()
    await cast('jury', scores({ east: score(50, 30), west: score(40, 20) }))
    expect(await cast('jury', scores({ east: score(60, 30) }))).toMatchObject({
      status: 200,
      body: { revision: 2 },
    })
  })
})

describe('with comments', () => {
  const ballot = { electorate: 'jury', scores: { east: score(50, 30) } }
  const words = { strength: '水很清', shortfall: '', suggestion: '多种树', note: '再看一遍' }

  it('takes them from judges, contestant by contestant', async () => {
    const { stage, cast } = await everyKind({ revisable: false })
    const first = await cast('jury', ballot, { cast: { comments: { east: words } } })
    const second = await cast('jury', ballot, { cast: { comments: { west: { note: '迟到' } } } })
    expect(second).toEqual(answered({ ...first.body, castAt: time, revision: 2, proof }))
    const [stored] = await storedIn(stage.contest)
    expect(stored?.['comments']).toEqual({ east: words, west: { note: '迟到' } })
  })

  it('refuses them from others, about strangers, in fields nobody knows and when they are too long', async () => {
    const { stage, cast } = await everyKind()
    const from = (voter: string, comments: object) =>
      cast(voter, voter === 'jury' ? ballot : { electorate: 'village', choices: ['east'] }, {
        cast: { comments },
      })
    expect(await from('village', { east: words })).toEqual(refused('bad-request', faults('$.comments')))
    expect(await from('jury', { north: words })).toEqual(refused('bad-request', faults('$.comments.north')))
    expect(await from('jury', { east: { praise: '好' } })).toEqual(
      refused('bad-request', faults('$.comments.east.praise')),
    )
    expect(await from('jury', { east: { note: 'x'.repeat(2_001) } })).toEqual(
      refused('bad-request', faults('$.comments.east.note')),
    )
    expect(await storedIn(stage.contest)).toEqual([])
  })

  it('refuses more words than the box can keep as too large', async () => {
    const id = `harvest-${++contests}`
    const many = Array.from({ length: 40 }, (_, index) => ({ id: `c${index}`, name: '村' }))
    const panels: Round['panels'] = [{ electorate: 'jury', ballot: { kind: 'choose', max: 1 } }]
    const contest = contestWith({ id, electorates, contestants: many }, { panels })
    const stage = await stageContest(functions, contest, { lin: 'jury' })
    const { command, cast } = actionsOn(functions, stage)
    done(await command({ type: 'openRound', round: 'final' }))
    const long = '长'.repeat(2_000)
    const comments = Object.fromEntries(
      many.map((contestant) => [contestant.id, { strength: long, note: long }]),
    )
    expect(await cast('lin', { electorate: 'jury', choices: ['c1'] }, { cast: { comments } })).toEqual(
      refused('too-large'),
    )
  })
})

describe('the signed receipt', () => {
  const signedBy = async ({ stage }: Awaited<ReturnType<typeof opened>>) => {
    const log = await functions.call('read-log', { path: { contest: stage.contest }, token: stage.organiser })
    const types = log.body.events.map(({ type }: Json) => type)
    expect(types.indexOf('receiptKey')).toBe(types.indexOf('roundOpened') - 1)
    return log.body.events.find(({ type }: Json) => type === 'receiptKey').jwk
  }

  it('says what lies in the box and when it came, under the key that stood in the log before the opening', async () => {
    const world = await opened()
    const { body } = await world.cast({ choice: 'west' })
    const read = readProof(body.proof)
    expect(read?.claims).toEqual({
      contest: world.stage.contest,
      round: 'final',
      attempt: 1,
      receipt: body.receipt,
      ballot: digestOf({ electorate: 'village', choices: ['west'] }),
      at: `${body.castAt.slice(0, 19)}Z`,
    })
    expect(read && isSignedBy(read, await signedBy(world))).toBe(true)
    expect((await world.own()).body.proof).toBe(body.proof)
  })

  it('tells no time in a secret round', async () => {
    const { body } = await (await opened({ secret: true })).cast()
    expect(readProof(body.proof)?.claims).not.toHaveProperty('at')
  })

  it('bears one key through all rounds and attempts of a contest', async () => {
    const world = await opened()
    done(await world.command({ type: 'voidRound', round: 'final', reason: '停电' }))
    done(await world.command({ type: 'openRound', round: 'final' }))
    const { body } = await world.cast()
    const read = readProof(body.proof)
    expect(read?.claims.attempt).toBe(2)
    expect(read && isSignedBy(read, await signedBy(world))).toBe(true)
  })
})

describe('in a named round', () => {
  it('keeps the voter, the requests and their arrival, and the delay', async () => {
    const { stage, cast } = await opened()
    const first = castAt(await cast({ over: { delay: 12 } }))
    const second = await cast({ requestId: 'r2', choice: 'west', over: { delay: 13 } })
    expect(await storedIn(stage.contest)).toEqual([
      {
        bucket: `${stage.contest}/final/1#0`,
        voter: 'zhang',
        ballot: JSON.stringify({ electorate: 'village', choices: ['west'] }),
        receipt: second.body.receipt,
        revision: 2,
        casts: [
          { id: 'r1', at: first },
          { id: 'r2', at: castAt(second) },
        ],
        delay: 13,
        signature,
      },
    ])
  })
})

describe('in a secret round', () => {
  it('tells no time but that of the opening, and still knows a repeat', async () => {
    const { command, cast, own } = await setup({ secret: true })
    const { opensAt } = done(await command({ type: 'openRound', round: 'final' })).body.events[0]
    await sleep(5)
    const first = await cast()
    expect(first).toEqual(answered({ receipt: code, castAt: opensAt, revision: 1, proof }))
    expect(await cast()).toEqual(first)
    const second = await cast({ requestId: 'r2', choice: 'west' })
    expect(second).toEqual(answered({ ...first.body, revision: 2, proof }))
    expect(await cast()).toEqual(withoutProof(first))
    expect((await own()).body).toEqual({
      ...second.body,
      ballot: { electorate: 'village', choices: ['west'] },
    })
  })

  it('stores neither who, nor by which request, nor when', async () => {
    const { stage, cast } = await opened({ secret: true })
    await cast({ requestId: 'request-of-zhang', over: { delay: 12 } })
    const stored = await storedIn(stage.contest)
    const keyed = expect.stringMatching(/^[\w-]{43}$/)
    expect(stored).toEqual([
      {
        bucket: `${stage.contest}/final/1#0`,
        voter: keyed,
        ballot: JSON.stringify({ electorate: 'village', choices: ['east'] }),
        receipt: code,
        revision: 1,
        casts: [{ id: keyed }],
        signature,
      },
    ])
    expect(JSON.stringify(stored)).not.toMatch(/zhang|request|20\d\d-|delay/)
  })

  it('names the same voter differently in another attempt', async () => {
    const { stage, command, cast } = await opened({ secret: true })
    await cast()
    done(await command({ type: 'voidRound', round: 'final', reason: '停电' }))
    done(await command({ type: 'openRound', round: 'final' }))
    await cast()
    const names = (await storedIn(stage.contest)).map(({ voter }) => voter)
    expect(new Set(names).size).toBe(2)
  })
})

/** The ballots of a contest as they lie in the table. */
async function storedIn(contest: string): Promise<Record<string, Json>[]> {
  const { db } = await import('#store/client.ts')
  const { Items = [] } = await db.send(new ScanCommand({ TableName: 'Ballots', ConsistentRead: true }))
  return Items.filter(({ bucket }) => String(bucket).startsWith(`${contest}/`))
}
