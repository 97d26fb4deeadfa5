import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { reachFromAnotherDevice } from './another-device.ts'
import { contestWith, roundWith } from './contest.ts'
import type { Json } from './json.ts'
import { type Answer, Player } from './player.ts'
import type { Venue } from './whole-event.ts'

/** Judges who score and comment, villagers with a code for one device, viewers without a code; one round open, one secret. */
const contest = contestWith({
  id: 'autumn',
  electorates: [
    { id: 'judge', name: '评委', role: 'judge' },
    { id: 'village', name: '村', role: 'voter', oneDevice: true },
    { id: 'viewer', name: '观众', role: 'voter', admission: 'open' },
  ],
  rounds: [
    roundWith({
      id: 'scored',
      showMarks: { atLeast: 1 },
      panels: [
        {
          electorate: 'judge',
          ballot: { kind: 'score', criteria: [{ id: 'content', name: '内容', max: 100 }] },
        },
      ],
    }),
    roundWith({
      id: 'secret',
      secret: true,
      panels: ['village', 'viewer'].map((electorate) => ({ electorate, ballot: { kind: 'choose', max: 1 } })),
    }),
  ],
})

/**
 * What a whole event leaves out: an owner's second contest with staff, a corrected roster, a lost code, a judge's comments, a secret
 * round that is voided, a ballot that two persons leave out, and a rehearsal that is wiped. With `playWholeEvent` every route is asked at least once.
 */
export async function playEveryRoute({ base, links }: Venue): Promise<void> {
  const player = new Player(() => base)
  const path = `/contests/${contest.id}`
  const ask = async (...asked: Parameters<Player['ask']>): Promise<Answer['body']> => {
    const answer = await player.ask(...asked)
    expect(answer, asked.slice(0, 2).join(' ')).toMatchObject({ status: 200 })
    return answer.body ?? answer.text
  }
  const seat = async (id: string): Promise<string> =>
    (await ask('POST', '/sessions', undefined, { contest: id, electorate: 'viewer' })).token
  const choose = (token: string, electorate: string, id = contest.id) =>
    ask('PUT', `/contests/${id}/rounds/secret/ballot`, token, {
      ballot: { electorate, choices: ['east'] },
      requestId: 'once',
    })
  const untilLive = async (id: string, isSo: (rounds: Json) => boolean) => {
    for (let tries = 0; tries < 200; tries++) {
      if (isSo((await ask('GET', `/contests/${id}/live`)).rounds)) return
      await sleep(100)
    }
    throw new Error(`the live document of ${id} never came to say so`)
  }

  const owner = await player.signIn(links.owner.code)
  for (const title of ['秋收', '秋收节']) await ask('PUT', path, owner, { ...contest, title })
  expect((await ask('GET', path)).title).toBe('秋收节')
  expect((await ask('GET', '/openapi.json')).paths).toHaveProperty(['/api/sessions'])
  const staff = async (role: string) =>
    player.signIn((await ask('POST', `${path}/staff`, owner, { role, name: role })).code)
  const organiser = await staff('organiser')
  const observer = await staff('observer')
  const scrutineer = await staff('scrutineer')
  const command = (body: object, token = organiser, id = contest.id) =>
    ask('POST', `/contests/${id}/commands`, token, body)

  const voters = [
    { id: 'li', electorate: 'judge', name: '李' },
    { id: 'zhang', electorate: 'village', name: '张' },
    { id: 'wu', electorate: 'judge', name: '吴' },
  ]
  const added = await ask('POST', `${path}/voters`, organiser, { voters })
  await ask('POST', `${path}/voters`, organiser, {
    voters: [{ id: 'zhang', electorate: 'village', name: '章' }],
    import: 'second-list',
  })
  expect((await ask('GET', `${path}/voters`, observer)).voters).toContainEqual(
    expect.objectContaining({ id: 'zhang', name: '章' }),
  )
  await command({
    type: 'removeVoters',
    voters: [],
    restore: { import: 'second-list', voters: ['zhang'] },
    reason: '改错了',
  })
  expect((await ask('GET', `${path}/voters?only=staff`, observer)).staff).toHaveLength(3)
  const judge = await player.signIn(added.voters[0].code)
  const reissued = await ask('POST', `${path}/voters/zhang/code`, organiser)
  const villager = await player.signIn(reissued.code)

  const misprint = { what: 'contestant', id: 'east', fields: { name: '东头村' }, reason: '写错了' }
  await command({ type: 'amend', ...misprint })
  expect((await ask('GET', `${path}/in-force`)).contest.contestants).toContainEqual(
    expect.objectContaining(misprint.fields),
  )

  const { link } = await ask('POST', `${path}/reach`, organiser)
  expect(await reachFromAnotherDevice(base, link)).toBe(200)
  expect((await ask('GET', `${path}/console`, organiser)).reached).toMatchObject({ at: expect.any(String) })

  await command({ type: 'openRound', round: 'scored' })
  await command({ type: 'voidRound', round: 'scored', reason: '试打' })
  await command({ type: 'openRound', round: 'scored', seconds: 3 })
  // Of the attempt before only the log tells.
  await command({ type: 'removeVoters', voters: ['wu'], reason: '请假' })
  const judged = {
    ballot: { electorate: 'judge', scores: { east: { content: 90 } } },
    comments: { east: { strength: '扎实' } },
    requestId: 'once',
  }
  const acknowledged = await ask('PUT', `${path}/rounds/scored/ballot`, judge, judged)
  await command({ type: 'openRound', round: 'secret' })
  const { receipt } = await choose(villager, 'village')
  await choose(await seat(contest.id), 'viewer')
  expect((await ask('GET', `${path}/rounds/secret/ballot`, villager)).receipt).toBe(receipt)
  const { details } = await ask('GET', `${path}/console`, organiser)
  expect(details.scored.progress).toEqual([expect.objectContaining({ voter: 'li', marked: 1 })])
  await untilLive(contest.id, ({ scored }) => scored.turnout.judge.cast === 1)
  await command({ type: 'stageContestant', contestant: 'east' })
  await command({ type: 'showMarks', round: 'scored', contestant: 'east' })
  await command({ type: 'voidRound', round: 'secret', reason: '试投' })

  await untilLive(contest.id, ({ scored }) => scored.status === 'closed')
  await command({ type: 'sealRound', round: 'scored' })
  await untilLive(contest.id, ({ scored }) => scored.status === 'sealed')
  await command({ type: 'publishResult', round: 'scored' })
  await command({ type: 'releaseComments', round: 'scored' })
  expect((await ask('GET', `${path}/rounds/scored/result`)).ballots.judge.cast).toBe(1)
  expect(await ask('GET', `${path}/rounds/scored/book`)).toContain('"content":90')
  // Two persons leave a ballot out: a further version, counted from the same book, that nobody has published yet.
  const action = { kind: 'exclude', round: 'scored', ballot: acknowledged.receipt, why: '应当回避' }
  await command({ type: 'propose', action, reason: '应当回避' })
  expect((await ask('GET', `${path}/proposals/1`, scrutineer)).before.standings).toHaveLength(1)
  await command({ type: 'approve', proposal: 1 }, scrutineer)
  const versions = async () =>
    (await ask('GET', `${path}/rounds/scored/results`, scrutineer)).results.map((one: Json) => one.version)
  for (let tries = 0; tries < 200 && (await versions()).length < 2; tries++) await sleep(100)
  expect(await versions()).toEqual([1, 2])
  expect(await ask('GET', `${path}/rounds/scored/book?version=2`, scrutineer)).toContain('应当回避')
  const shared = await fetch(`${base}/r/${contest.id}/scored`)
  expect(await shared.text()).toContain('<meta property="og:description"')
  // A phone that lost the answer asks again, long after the seal.
  expect(await ask('PUT', `${path}/rounds/scored/ballot`, judge, judged)).toEqual(acknowledged)
  expect(await ask('GET', `${path}/rounds/scored/ballot`, judge)).toMatchObject(acknowledged)
  for (const reader of [undefined, observer])
    expect(JSON.stringify(await ask('GET', `${path}/rounds/scored/comments`, reader))).toContain('扎实')

  const rehearsal = await ask('POST', `${path}/rehearsal`, organiser)
  await command(
    { type: 'openRound', round: 'secret' },
    await player.signIn(rehearsal.code),
    rehearsal.contest,
  )
  await choose(await seat(rehearsal.contest), 'viewer', rehearsal.contest)
  await untilLive(rehearsal.contest, ({ secret }) => secret.turnout.viewer.cast === 1)
  expect(await ask('DELETE', `${path}/rehearsal`, organiser)).toMatchObject({ done: true })

  const { events } = await ask('GET', `${path}/log`, observer)
  expect(events.map(({ type }: Json) => type)).toEqual([
    'contestDefined',
    'contestDefined',
    'staffAdded',
    'staffAdded',
    'staffAdded',
    'votersAdded',
    'votersAdded',
    'votersRemoved',
    'codeReissued',
    'amended',
    'receiptKey',
    'roundOpened',
    'roundVoided',
    'roundOpened',
    'votersRemoved',
    'roundOpened',
    'contestantStaged',
    'marksShown',
    'roundVoided',
    'sealRequested',
    'roundSealed',
    'resultPublished',
    'commentsReleased',
    'proposed',
    'approved',
    'roundSealed',
  ])
}
