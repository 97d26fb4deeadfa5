import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { routes } from '#functions/routes.ts'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { openWholeHall, type WholeHall } from './whole-hall.ts'

/**
 * A voter and a judge vote in two rounds: one whose figures wait for the publication, one whose figures wait for the close. What anybody
 * can read and everything that is pushed is then looked through in every status that the rounds have on their way. In a third round, a
 * secret one, nobody at all sees figures before the seal: the staff is looked at as well, and every byte that a changed vote might move.
 */
const choose = { kind: 'choose', max: 1 } as const
const roundsOf = (...ids: NonNullable<Round['figures']>[]) =>
  ids.map((figures) =>
    roundWith({
      id: `until-${figures}`,
      figures,
      panels: [
        { electorate: 'village', ballot: choose },
        { electorate: 'jury', weight: 50, ballot: choose },
      ],
    }),
  )
const secret = roundWith({
  id: 'secret',
  secret: true,
  figures: 'closed',
  panels: ['village', 'jury'].map((electorate) => ({ electorate, ballot: choose })),
})
const contest = contestWith({
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
  rounds: [...roundsOf('published', 'closed'), secret],
})
const voters = { zhang: 'village', wang: 'village', lin: 'jury' }
const rounds = ['until-published', 'until-closed']
const choices: Record<string, string> = { zhang: 'east', wang: 'east', lin: 'west' }

let hall: WholeHall
let stage: Stage
let command: (body: object) => Promise<Json>

beforeAll(async () => {
  hall = await openWholeHall()
  stage = await stageContest(hall.functions, contest, voters)
  command = async (body) => done(await actionsOn(hall.functions, stage).command(body)).body
})
afterAll(() => hall.stop())

/** Where in a document a number or figure stands together with a contestant: under their id, or beside it. */
function figuresIn(value: Json, at = '$'): string[] {
  if (typeof value !== 'object' || value === null) return []
  const isAbout = (entry: Json) => contest.contestants.some(({ id }) => id === entry)
  const isFigure = (entry: Json): boolean =>
    typeof entry === 'number' ||
    (typeof entry === 'string' && /^-?\d+(\.\d+)?$/.test(entry)) ||
    (typeof entry === 'object' && entry !== null && Object.values(entry).some(isFigure))
  return Object.entries<Json>(value).flatMap(([key, entry]) => {
    const beside = isAbout(entry) && Object.values(value).some(isFigure)
    const under = isAbout(key) && isFigure(entry)
    const named =
      /^(standings|total|points|part|votes|marks|grades|criteria|rank|inCut)$/.test(key) && entry !== null
    return [...(beside || under || named ? [`${at}.${key}`] : []), ...figuresIn(entry, `${at}.${key}`)]
  })
}

/** Everything that the public may ask for, by everybody who is public, but for one's own ballot. */
async function publicAnswers(round: string): Promise<{ asked: string; status: number; body: Json }[]> {
  const answers: { asked: string; status: number; body: Json }[] = []
  const people = { nobody: undefined, voter: stage.voters['zhang'], judge: stage.voters['lin'] }
  for (const { function: name, method } of routes) {
    if (method !== 'GET' || /^read-(openapi|contest|in-force)$/.test(name)) continue
    for (const [person, token] of Object.entries(people)) {
      const call = { path: { contest: contest.id, round, voter: 'zhang' }, ...(token && { token }) }
      const { status, body } = await hall.functions.call(name, call)
      answers.push({ asked: `${name} as ${person}`, status, body })
    }
  }
  return answers
}

/** What of it tells figures of the round: `live` documents are looked at round by round, the others as a whole. */
async function toldOf(round: string): Promise<string[]> {
  const answers = await publicAnswers(round)
  expect(answers.filter(({ status }) => status === 200).map(({ asked }) => asked)).toEqual(
    expect.arrayContaining(['read-live as nobody', 'read-live as voter', 'read-live as judge']),
  )
  return answers.flatMap(({ asked, body }) =>
    figuresIn(asked.startsWith('read-live') ? body.rounds[round] : body).map((place) => `${asked}: ${place}`),
  )
}

const toldByPush = (round: string, statuses: Live['rounds'][string]['status'][]): string[] =>
  hall.pushed
    .filter(({ rounds: all }) => statuses.includes(all[round]?.status ?? 'waiting'))
    .flatMap((live) => figuresIn(live.rounds[round]))

const until = (round: string, isSo: (live: Live['rounds'][string]) => boolean) =>
  hall.until(contest.id, (live) => isSo(live.rounds[round] ?? expect.fail('no such round')))

/** What a log tells of counts of a round, where it is told at all. */
const sealsIn = ({ events = [] }: Json, round: string) =>
  events.filter((event: Json) => event.type === 'roundSealed' && event.round === round)

describe('while figures are hidden', () => {
  it('the staff see them, so there are figures to be seen', async () => {
    for (const round of rounds) {
      await command({ type: 'openRound', round })
      for (const [voter, choice] of Object.entries(choices)) {
        const electorate = voters[voter as keyof typeof voters]
        done(await actionsOn(hall.functions, stage, round).cast(voter, { electorate, choices: [choice] }))
      }
      await until(round, ({ turnout }) => turnout['village']?.cast === 2 && turnout['jury']?.cast === 1)
    }
    const { body } = done(
      await hall.functions.call('read-console', { path: { contest: contest.id }, token: stage.observer }),
    )
    for (const round of rounds) expect(figuresIn(body.rounds[round])).toContain('$.standings.0.total')
  })

  it.each(rounds)('%s tells the public none while it is open', async (round) => {
    expect(await toldOf(round)).toEqual([])
  })

  it('until-published tells none when it has closed, is being sealed, is sealed, or its reveal begins', async () => {
    const round = 'until-published'
    await command({ type: 'closeRound', round, inSeconds: 3 })
    expect(await toldOf(round)).toEqual([])
    await until(round, ({ status }) => status === 'closed')
    expect(await toldOf(round)).toEqual([])
    await command({ type: 'sealRound', round })
    expect(await toldOf(round)).toEqual([])
    await until(round, ({ status }) => status === 'sealed')
    expect(await toldOf(round)).toEqual([])
    await command({ type: 'reveal', round, places: 0 })
    expect(await toldOf(round)).toEqual([])
    await command({ type: 'revealParts', round, added: 0 })
    expect(await toldOf(round)).toEqual([])
  })

  it('until-closed tells some when it has closed, and not before', async () => {
    const round = 'until-closed'
    await command({ type: 'closeRound', round, inSeconds: 3 })
    expect(await toldOf(round)).toEqual([])
    await until(round, ({ status }) => status === 'closed')
    expect(await toldOf(round)).toContain('read-live as nobody: $.standings')
  })

  it('a reveal in two parts tells of the voters’ points of those only to whom they were added', async () => {
    const round = 'until-published'
    await command({ type: 'publishResult', round })
    const judges = { west: { jury: '50.00' }, east: { jury: '0.00' } }
    const whole = { ...judges, east: { ...judges.east, village: '100.00' } }
    for (const [added, parts] of [judges, whole].entries()) {
      await command({ type: 'revealParts', round, added })
      for (const { asked, status, body } of await publicAnswers(round)) {
        if (asked.startsWith('read-live')) {
          const { standings, inParts } = body.rounds[round]
          const rows = inParts.rows.map((row: Json) => [row.contestant, row.parts])
          expect(Object.fromEntries(rows), asked).toEqual(parts)
          expect(standings, asked).toEqual([])
        } else if (asked.startsWith('read-log')) expect(sealsIn(body, round), asked).toEqual([])
        else if (!/read-(preview|ballot)/.test(asked)) expect(status, asked).toBeGreaterThanOrEqual(401)
        else expect(figuresIn(body), asked).toEqual([])
      }
    }
  })

  it('the reveal tells of no more places than were revealed, published or not', async () => {
    const round = 'until-published'
    await command({ type: 'reveal', round, places: 1 })
    const answers = await publicAnswers(round)
    for (const { asked, status, body } of answers) {
      if (asked.startsWith('read-live')) {
        expect(body.rounds[round].standings, asked).toEqual([expect.objectContaining({ contestant: 'west' })])
        expect(figuresIn(body.rounds[round]).some((place) => place.includes('standings.1'))).toBe(false)
      } else if (asked.startsWith('read-preview')) expect(String(body), asked).toContain('结果尚未公布')
      else if (asked.startsWith('read-log')) expect(sealsIn(body, round), asked).toEqual([])
      else if (!asked.startsWith('read-ballot')) expect(status, asked).toBeGreaterThanOrEqual(401)
    }
  })

  it('no push has told more than the live document did', async () => {
    const statuses = () => new Set(hall.pushed.map(({ rounds: all }) => all['until-published']?.status))
    await expect.poll(statuses, { timeout: 10_000 }).toContain('published')
    for (const status of ['open', 'sealed'] as const) expect(statuses()).toContain(status)
    expect(toldByPush('until-published', ['open', 'closed', 'sealed'])).toEqual([])
    expect(toldByPush('until-closed', ['open'])).toEqual([])
  })
})

describe('in a secret round', () => {
  const round = secret.id
  const { id } = contest
  const cast = async (voter: string, choice: string) => {
    const electorate = voters[voter as keyof typeof voters]
    done(await actionsOn(hall.functions, stage, round).cast(voter, { electorate, choices: [choice] }))
  }

  /** All that staff may ask for and one may look at, with its size and tag but without the moment of reading. */
  async function staffAnswers(): Promise<{ asked: string; status: number; said: string; body: Json }[]> {
    const people = { owner: stage.owner, organiser: stage.organiser, observer: stage.observer }
    const answers: { asked: string; status: number; said: string; body: Json }[] = []
    for (const { function: name, method } of routes) {
      if (method !== 'GET' || name === 'read-openapi' || name === 'read-contest' || name === 'read-log')
        continue
      for (const [person, token] of Object.entries(people)) {
        const { status, headers, body } = await hall.functions.call(name, {
          path: { contest: id, round, voter: 'zhang' },
          token,
        })
        const said = JSON.stringify({ etag: headers['etag'], body: { ...body, at: undefined } })
        answers.push({ asked: `${name} as ${person}`, status, said, body })
      }
    }
    return answers
  }
  const toldToStaff = async (): Promise<string[]> =>
    (await staffAnswers()).flatMap(({ asked, body }) =>
      figuresIn(body.rounds?.[round] ?? body).map((place) => `${asked}: ${place}`),
    )

  it('neither the public nor the staff are told any while it is open', async () => {
    await command({ type: 'openRound', round })
    for (const [voter, choice] of Object.entries(choices)) await cast(voter, choice)
    await until(round, ({ turnout }) => turnout['village']?.cast === 2 && turnout['jury']?.cast === 1)
    expect(await toldOf(round)).toEqual([])
    expect(await toldToStaff()).toEqual([])
    const read = (await staffAnswers()).filter(({ status }) => status === 200).map(({ asked }) => asked)
    expect(read).toEqual(expect.arrayContaining(['read-console as observer', 'read-live as owner']))
  })

  it('no answer changes by a byte when a vote changes', async () => {
    const bytes = async () => (await staffAnswers()).map(({ asked, said }) => `${asked}: ${said}`)
    const before = await bytes()
    const pushes = hall.pushed.length
    await cast('zhang', 'west')
    // A push follows the counters.
    await expect.poll(() => hall.pushed.length, { timeout: 10_000 }).toBeGreaterThan(pushes)
    expect(await bytes()).toEqual(before)
  })

  it('nobody is told any when it has closed and while it is being sealed, whatever the document says of figures', async () => {
    await command({ type: 'closeRound', round, inSeconds: 3 })
    await until(round, ({ status }) => status === 'closed')
    expect([...(await toldOf(round)), ...(await toldToStaff())]).toEqual([])
    await command({ type: 'sealRound', round })
    expect([...(await toldOf(round)), ...(await toldToStaff())]).toEqual([])
  })

  it('everybody is told once it is sealed, as the document says, and no push told anything before', async () => {
    await until(round, ({ status }) => status === 'sealed')
    expect(await toldOf(round)).toContain('read-live as nobody: $.standings')
    expect(await toldToStaff()).toContain('read-console as observer: $.standings')
    expect(toldByPush(round, ['open', 'closed'])).toEqual([])
    const open = hall.pushed.map(({ rounds: all }) => all[round]).filter((live) => live?.status === 'open')
    expect(open.length).toBeGreaterThan(0)
  })
})
