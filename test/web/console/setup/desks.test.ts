import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogEvent } from '#contract/office.ts'
import { rehearsalOf } from '#core/rehearsal.ts'
import { contestWith } from '#test/support/contest.ts'
import { Desk } from '../../../../web/pages/console/desk.svelte.ts'
import { ContestDraft } from '../../../../web/pages/console/setup/contest-draft.svelte.ts'
import { DocumentDesk } from '../../../../web/pages/console/setup/document-desk.svelte.ts'
import { RehearsalDesk } from '../../../../web/pages/console/setup/rehearsal.svelte.ts'
import { RosterDesk } from '../../../../web/pages/console/setup/roster.svelte.ts'
import { StaffDesk } from '../../../../web/pages/console/setup/staff.svelte.ts'
import { readLink } from '../../../../web/state/link.ts'
import { SessionKeeper } from '../../../../web/state/session.svelte.ts'
import { Storage } from '../../../../web/state/storage.ts'
import { consoleWith, liveRound } from '../documents.ts'

type Answer = { status?: number; body?: unknown }
/** What the server answers, by method and the end of the path; anything else is not there. */
let answers: Record<string, Answer | (() => Answer)>
let asked: { route: string; body: unknown; version: string | undefined }[]

const contest = contestWith()
const session = { token: 't', role: 'organiser', contest: 'harvest', expiresAt: '2030-01-01T00:00:00.000Z' }

type Init = { method: string; body: string | null; headers: Record<string, string> }
const serve = (path: string, { method, body, headers }: Init): Promise<Response> => {
  const route = `${method} ${path.replace('/api/contests/', '')}`
  if (method !== 'GET' && !path.endsWith('/sessions'))
    asked.push({ route, body: body === null ? null : JSON.parse(body), version: headers['If-Match'] })
  const found = answers[route]
  const { status = 200, body: said = {} } = (typeof found === 'function' ? found() : found) ?? {
    status: 404,
    body: { code: 'not-found' },
  }
  return Promise.resolve(new Response(JSON.stringify(said), { status }))
}

let keeper: SessionKeeper
const deskAt = (version: number, events: LogEvent[] = []): Desk => {
  const desk = new Desk(keeper, 'harvest')
  vi.spyOn(desk, 'document', 'get').mockReturnValue(consoleWith({ final: liveRound() }, { version }))
  vi.spyOn(desk, 'events', 'get').mockReturnValue(events)
  vi.spyOn(desk, 'refresh').mockResolvedValue()
  return desk
}

beforeEach(async () => {
  asked = []
  answers = { 'POST /api/sessions': { body: session } }
  vi.stubGlobal('fetch', serve)
  vi.stubGlobal('location', { href: 'https://leitai.example/console' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  keeper = new SessionKeeper(
    'console',
    readLink(new URL('https://leitai.example/console?contest=harvest#AAAA-BBBB')),
    new Storage(() => null),
    new Storage(() => null),
  )
  await keeper.open()
})
afterEach(() => vi.unstubAllGlobals())

describe('a rehearsal', () => {
  const made = {
    contest: rehearsalOf('harvest'),
    created: true,
    code: 'C',
    link: 'https://leitai.example/console#C',
  }
  const cast = { robots: { village: 3 }, seats: [] }
  const open = async () => {
    const storage = new Storage(() => null)
    const desk = new RehearsalDesk(keeper, 'harvest', storage)
    await desk.look()
    return { desk, storage }
  }

  it('is started once it is known that there is none, with the robots that were planned', async () => {
    answers['POST harvest/rehearsal'] = { body: made }
    const { desk, storage } = await open()
    expect(desk.there).toBe(false)
    await desk.start(cast)
    expect([desk.there, desk.entry, desk.busy]).toEqual([true, made, null])
    expect(storage.read(`${made.contest}/console/cast`)).toEqual(cast)
  })

  it('is wiped piece by piece, with everything that this device kept of it', async () => {
    const pieces = [true, false, false]
    answers['POST harvest/rehearsal'] = { body: made }
    answers['DELETE harvest/rehearsal'] = () => ({ body: { removed: 100, done: pieces.pop() } })
    const { desk, storage } = await open()
    await desk.start(cast)
    await desk.wipe()
    expect([desk.removed, desk.entry, desk.there]).toEqual([300, null, false])
    expect(storage.keys()).toEqual([])
  })

  it('counts as held once a round of it is sealed, and still does when it was wiped', async () => {
    answers[`GET ${made.contest}/in-force`] = { body: { contest, amendments: [], withdrawals: [] } }
    answers[`GET ${made.contest}`] = { body: contest }
    answers[`GET ${made.contest}/live`] = { body: { rounds: { final: liveRound({ status: 'open' }) } } }
    answers['DELETE harvest/rehearsal'] = { body: { removed: 9, done: true } }
    const { desk, storage } = await open()
    expect([desk.there, desk.held]).toEqual([true, false])
    answers[`GET ${made.contest}/live`] = { body: { rounds: { final: liveRound({ status: 'sealed' }) } } }
    await desk.wipe()
    expect(desk.held).toBe(true)
    expect(new RehearsalDesk(keeper, 'harvest', storage).held).toBe(true)
  })

  it('says why it could not be started, and may be tried again', async () => {
    const { desk } = await open()
    await desk.start(cast)
    expect([desk.problem?.code, desk.busy, desk.entry]).toEqual(['not-found', null, null])
  })
})

describe('the staff', () => {
  const code = { id: 'organiser-2', code: 'C', link: 'https://leitai.example/console#C' }
  const staffWith = (events: LogEvent[] = []) => {
    const desk = deskAt(3, events)
    const roster = new RosterDesk(keeper, 'harvest', () => Promise.resolve())
    return new StaffDesk(keeper, 'harvest', desk, roster)
  }

  it('is added by name, which is then free for the next', async () => {
    answers['POST harvest/staff'] = { body: code }
    const staff = staffWith()
    await staff.add('organiser')
    staff.name = ' Ada '
    await staff.add('organiser')
    expect(asked.map(({ body }) => body)).toEqual([{ role: 'organiser', name: 'Ada' }])
    expect([staff.given, staff.name, staff.busy]).toEqual([[{ who: 'Ada', code }], '', false])
  })

  it('keeps each code in sight until that person has another', async () => {
    const staff = staffWith()
    for (const [name, id] of [
      ['Ada', 'organiser-1'],
      ['Bo', 'organiser-2'],
    ] as const) {
      answers['POST harvest/staff'] = { body: { ...code, id } }
      staff.name = name
      await staff.add('organiser')
    }
    answers['POST harvest/voters/organiser-1/code'] = { body: { ...code, id: 'organiser-1', code: 'D' } }
    await staff.reissue('organiser-1')
    expect(staff.given.map(({ code: given }) => [given.id, given.code])).toEqual([
      ['organiser-1', 'D'],
      ['organiser-2', 'C'],
    ])
  })

  it('keeps the name where it could not be added', async () => {
    const staff = staffWith()
    staff.name = 'Ada'
    await staff.add('observer')
    expect([staff.problem?.code, staff.name, staff.given]).toEqual(['not-found', 'Ada', []])
  })

  it('is known from the log', () => {
    const event = { at: '', actor: 'owner', hash: '' }
    const staff = staffWith([
      { ...event, n: 1, type: 'contestDefined' },
      { ...event, n: 2, type: 'staffAdded', id: 'organiser-2' },
    ])
    expect(staff.members).toEqual(['organiser-2'])
  })
})

describe('a document on its way', () => {
  it('goes by the id that it gives itself, and is not sent while it is no JSON', async () => {
    answers['PUT harvest'] = { body: { version: 1, events: [] } }
    const desk = new DocumentDesk(keeper)
    expect(await desk.send({ faults: [{ path: '$', code: 'not-json', params: {} }] }, 0)).toBe(null)
    expect(desk.faults).toHaveLength(1)
    expect(await desk.send({ document: contest }, 0)).toBe('harvest')
    expect(desk.faults).toEqual([])
    expect(asked.map(({ route, version }) => [route, version])).toEqual([['PUT harvest', '"0"']])
  })
})

describe('a contest while it is set up', () => {
  const today = '2026-11-27'
  const ready = (draft: ContestDraft) => {
    draft.form.title = '丰收节'
    draft.form.contestants = { text: '东村\n西村\n南村', columns: null }
    for (const round of draft.form.rounds) Object.assign(round, { title: '决赛', secret: false })
    return draft
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

  it('is new by an id that is free, and is sent only when nothing is missing', async () => {
    answers[`GET contest-${today}`] = { body: contest }
    answers[`PUT contest-${today}-2`] = { body: { version: 1, events: [] } }
    const draft = ContestDraft.create(keeper, today, null)
    await vi.waitFor(() => expect(draft.form.id).toBe(`contest-${today}-2`))
    expect([await draft.send(), draft.tried, asked]).toEqual([null, true, []])
    expect(await ready(draft).send()).toBe(`contest-${today}-2`)
    expect(asked.map(({ version }) => version)).toEqual(['"0"'])
  })

  it('is sent with what looks like a mistake only when somebody says that it is meant', async () => {
    answers[`PUT contest-${today}`] = { body: { version: 1, events: [] } }
    const draft = ready(ContestDraft.create(keeper, today, null))
    const [panel] = draft.form.rounds[0]?.panels ?? []
    if (panel === undefined) throw new Error('there is a panel')
    panel.weight = '60'
    expect(await draft.send()).toBe(null)
    draft.confirm(true)
    expect(draft.confirmed).toBe(true)
    panel.weight = '50'
    expect([draft.confirmed, await draft.send()]).toEqual([false, null])
    draft.confirm(true)
    expect(await draft.send()).toBe(`contest-${today}`)
  })

  it('says that its id is taken until it has another', async () => {
    answers['PUT spring'] = { status: 409, body: { code: 'version-conflict' } }
    const draft = ready(ContestDraft.create(keeper, today, null))
    await settled()
    draft.form.id = 'spring'
    expect([await draft.send(), draft.taken]).toEqual([null, true])
    draft.form.id = 'spring-2'
    expect(draft.taken).toBe(false)
    answers['GET summer'] = { body: contest }
    draft.form.id = 'summer'
    await draft.lookAtId()
    expect(draft.taken).toBe(true)
  })

  it('is a copy of another with an id of its own', async () => {
    const draft = ContestDraft.create(keeper, today, { ...contest, id: 'harvest-2025-10-01', decimals: 3 })
    await settled()
    expect(draft.form).toMatchObject({ id: `harvest-${today}`, title: contest.title, kept: { decimals: 3 } })
  })

  it('goes on as text and comes back as the form, unless the text cannot be read', async () => {
    const draft = ready(ContestDraft.create(keeper, today, null))
    await draft.turnTo('text')
    draft.text = draft.text.replace('"丰收节"', '"丰收节", "decimals": 3,')
    await draft.turnTo('form')
    expect([draft.as, draft.way.faults.map(({ code }) => code)]).toEqual(['text', ['json-syntax']])
    draft.text = draft.text.replace('3,,', '3,')
    await draft.turnTo('form')
    expect([draft.as, draft.form.kept, draft.way.faults]).toEqual(['form', { decimals: 3 }, []])
  })

  it('is asked about as text too', async () => {
    const draft = ready(ContestDraft.create(keeper, today, null))
    await draft.turnTo('text')
    draft.text = draft.text.replace('"weight": 70', '"weight": 60')
    expect([await draft.send(), draft.problems.map(({ asked: isAsked }) => isAsked), asked]).toEqual([
      null,
      [true],
      [],
    ])
    answers[`PUT contest-${today}`] = { body: { version: 1, events: [] } }
    draft.confirm(true)
    expect(await draft.send()).toBe(`contest-${today}`)
  })

  it('is saved over what others did only when that was said', async () => {
    const desk = deskAt(5)
    const draft = ContestDraft.change(keeper, desk, () => contest)
    answers['PUT harvest'] = { status: 409, body: { code: 'version-conflict' } }
    expect(await draft.send()).toBe(null)
    expect([draft.meanwhile, draft.taken]).toEqual([[], false])
    vi.spyOn(desk, 'document', 'get').mockReturnValue(consoleWith({ final: liveRound() }, { version: 6 }))
    answers['PUT harvest'] = { body: { version: 7, events: [] } }
    expect(await draft.sendAnyway()).toBe('harvest')
    expect(asked.map(({ version, body }) => [version, body])).toEqual([
      ['"5"', contest],
      ['"6"', contest],
    ])
  })
})
