import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cast, Receipt } from '#contract/ballot.ts'
import type { BallotRuleOf, Contest } from '#contract/contest.ts'
import { filled, plain } from '#core/ballot.ts'
import { decideCast, type BallotInBox } from '#core/cast.ts'
import { Sheet } from '../../../web/pages/judge/sheet.svelte.ts'
import { readLink } from '../../../web/state/link.ts'
import { SessionKeeper } from '../../../web/state/session.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'

const rule: BallotRuleOf<'score'> = {
  kind: 'score',
  criteria: [
    { id: 'party', name: '基层党建', max: 20, step: 0.5 },
    { id: 'industry', name: '产业发展', max: 30 },
  ],
}
const [party, industry] = rule.criteria

const keeperOn = (storage: Storage) =>
  new SessionKeeper(
    'judge',
    readLink(new URL('https://leitai.example/judge?contest=harvest#AAAA-BBBB')),
    storage,
  )

const contestOf = (revisable: boolean): Contest => ({
  id: 'harvest',
  title: 'x',
  electorates: [{ id: 'judge', name: '评委', role: 'judge' }],
  contestants: ['a', 'b', 'c'].map((id) => ({ id, name: id })),
  rounds: [{ id: 'one', title: 'x', revisable, panels: [{ electorate: 'judge', ballot: rule }] }],
})

const sheetOn = (storage = new Storage(() => null), revisable = true, keeper = keeperOn(storage)) => {
  const contest = contestOf(revisable)
  const [round] = contest.rounds
  const panel = round?.panels[0]
  if (!round || !panel) throw new Error('there is one')
  return new Sheet({ contest, round, panel, attempt: 1, keeper, storage }, rule)
}

const typedFor = (sheet: Sheet, criterion: string) => sheet.entryOf(sheet.current).typed[criterion] ?? ''

const score = (sheet: Sheet, first: string, second: string) => {
  if (!party || !industry) throw new Error('there are two')
  return [sheet.type(party, first), sheet.type(industry, second)]
}

const sent: Cast[] = []
let online = true

beforeEach(() => {
  sent.length = 0
  online = true
  const session = {
    token: 't',
    role: 'judge',
    contest: 'harvest',
    electorate: 'judge',
    voter: 'j-1',
    expiresAt: '',
  }
  vi.stubGlobal('location', { href: 'https://leitai.example/judge?contest=harvest' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  vi.stubGlobal('fetch', (path: string, { body }: { body: string }) => {
    if (path === '/api/sessions') return Promise.resolve(new Response(JSON.stringify(session)))
    if (!online) return Promise.reject(new TypeError('Failed to fetch'))
    if (body === null) return Promise.resolve(new Response('{"code":"not-found"}', { status: 404 }))
    sent.push(JSON.parse(body))
    return Promise.resolve(new Response(JSON.stringify({ receipt: 'R', castAt: '', revision: sent.length })))
  })
})
afterEach(() => vi.unstubAllGlobals())

const delivered = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}
/** A sheet whose judge has a session, as on the page. */
const seated = async (revisable?: boolean) => {
  const storage = new Storage(() => null)
  const keeper = keeperOn(storage)
  await keeper.open()
  return sheetOn(storage, revisable, keeper)
}

describe('a judge', () => {
  it('finds the draft again on the next visit, half figures included', () => {
    const storage = new Storage(() => null)
    const sheet = sheetOn(storage)
    score(sheet, '18.', '')
    sheet.comment('strength', '产业链清楚')
    const reopened = sheetOn(storage)
    expect(reopened.entryOf('a')).toEqual({
      typed: { party: '18.', industry: '' },
      comment: { strength: '产业链清楚' },
    })
    expect(reopened.stateOf('a')).toBe('begun')
  })

  it('is told why a key is not taken, and the figure stays as it was', () => {
    const sheet = sheetOn()
    expect(score(sheet, '20', '31')).toEqual([null, 'too-high'])
    expect(sheet.scores('a')).toEqual({ party: 20 })
    expect(sheet.missing('a')).toBe(1)
    expect(sheet.maySend('a')).toBe(false)
  })

  it('sends all marks given so far with each contestant, and the words', async () => {
    const sheet = await seated()
    score(sheet, '18.5', '27')
    sheet.comment('note', '超时')
    sheet.send()
    await delivered()
    sheet.current = 'b'
    score(sheet, '10', '20')
    sheet.send()
    await delivered()
    expect(sent.map(({ ballot }) => ballot)).toEqual([
      { electorate: 'judge', scores: { a: { party: 18.5, industry: 27 } } },
      { electorate: 'judge', scores: { a: { party: 18.5, industry: 27 }, b: { party: 10, industry: 20 } } },
    ])
    expect(sent[1]?.comments).toEqual({ a: { note: '超时' }, b: {} })
    expect(sheet.stateOf('a')).toBe('received')
    expect(sheet.nextOf(sheet.contestants)?.id).toBe('c')
  })

  it('loses no mark when the network does', async () => {
    const sheet = await seated()
    online = false
    score(sheet, '18.5', '27')
    sheet.send()
    await delivered()
    expect(sheet.stateOf('a')).toBe('outgoing')
    sheet.current = 'b'
    score(sheet, '10', '20')
    sheet.send()
    online = true
    sheet.outbox.hurry()
    await delivered()
    expect(sent.at(-1)?.ballot).toEqual({
      electorate: 'judge',
      scores: { a: { party: 18.5, industry: 27 }, b: { party: 10, industry: 20 } },
    })
    expect(['a', 'b'].map((id) => sheet.stateOf(id))).toEqual(['received', 'received'])
  })

  it('may correct a mark until the close, and take the correction back', async () => {
    const sheet = await seated()
    score(sheet, '18.5', '27')
    sheet.send()
    await delivered()
    sheet.current = 'a'
    score(sheet, '17', '27')
    expect(sheet.stateOf('a')).toBe('changed')
    sheet.revert()
    expect(sheet.stateOf('a')).toBe('received')
    expect(sheet.scores('a')).toEqual({ party: 18.5, industry: 27 })
  })

  it('cannot change what was sent in a round without revision', async () => {
    const sheet = await seated(false)
    score(sheet, '18.5', '27')
    sheet.send()
    await delivered()
    sheet.current = 'a'
    score(sheet, '1', '1')
    expect(sheet.isLocked('a')).toBe(true)
    expect(sheet.scores('a')).toEqual({ party: 18.5, industry: 27 })
  })
})

describe('two devices of one judge', () => {
  /** One box under the server's own rules; `lose` drops the next answers after the ballot was stored. */
  class Box {
    inBox: BallotInBox | undefined
    lose = 0

    answer = (path: string, { body }: { body: string | null }): Promise<Response> => {
      const say = (answer: object, status = 200) =>
        Promise.resolve(new Response(JSON.stringify(answer), { status }))
      if (path === '/api/sessions')
        return say({ token: 't', role: 'judge', contest: 'harvest', voter: 'j-1' })
      if (body === null)
        return this.inBox
          ? say({ ...this.#receipt(), ...this.inBox, ballot: plain(this.inBox.ballot) })
          : say({ code: 'not-found' }, 404)
      const { requestId, ...cast }: Cast = JSON.parse(body)
      const [round] = contestOf(true).rounds
      if (!round) throw new Error('there is one')
      const decision = decideCast(round, this.inBox, {
        ...cast,
        ballot: filled(cast.ballot),
        request: requestId,
      })
      if ('refusal' in decision) return say({ code: decision.refusal }, 409)
      if ('revision' in decision)
        this.inBox = {
          ballot: filled(cast.ballot),
          revision: decision.revision,
          casts: [...(this.inBox?.casts ?? []), { id: requestId }],
          ...(decision.comments && { comments: decision.comments }),
        }
      if (this.lose-- > 0) return Promise.reject(new TypeError('Failed to fetch'))
      return say(this.#receipt('repeats' in decision ? decision.repeats.revision : undefined))
    }

    #receipt(revision = this.inBox?.revision ?? 0): Receipt {
      return { receipt: 'R', castAt: '', revision }
    }
    get scores() {
      return this.inBox?.ballot.kind === 'score' ? this.inBox.ballot.scores : {}
    }
  }

  const seatedAt = async (box: Box) => {
    vi.stubGlobal('fetch', box.answer)
    return seated()
  }
  const give = async (sheet: Sheet, contestant: string, first: string) => {
    sheet.current = contestant
    score(sheet, first, '20')
    sheet.send()
    await delivered()
  }
  const marks = (party: number) => ({ party, industry: 20 })

  it('each keep what the other has corrected, also when the answers of one are lost', async () => {
    const box = new Box()
    const tablet = await seatedAt(box)
    await give(tablet, 'a', '10')
    const phone = await seatedAt(box)
    await phone.outbox.run()
    await give(phone, 'a', '20')
    box.lose = 1
    await give(tablet, 'b', '12')
    await give(phone, 'b', '13')
    await give(tablet, 'c', '14')
    expect(box.scores).toMatchObject({ a: marks(20), c: marks(14) })
    expect(phone.entryOf('a').typed.party).toBe('20')
    expect(tablet.entryOf('a').typed.party).toBe('20')
    expect(tablet.stateOf('c')).toBe('received')
  })

  it('lose no mark that is given while another is being joined', async () => {
    const box = new Box()
    const tablet = await seatedAt(box)
    await tablet.outbox.run()
    const phone = await seatedAt(box)
    await give(phone, 'a', '20')
    tablet.current = 'b'
    score(tablet, '12', '20')
    tablet.send()
    tablet.current = 'c'
    score(tablet, '13', '20')
    tablet.send()
    await delivered()
    expect(box.scores).toEqual({ a: marks(20), b: marks(12), c: marks(13) })
    expect(tablet.complete).toBe(true)
    expect(tablet.elsewhere.map(({ id }) => id)).toEqual(['a'])
  })

  it('each keep the words of the other', async () => {
    const box = new Box()
    const tablet = await seatedAt(box)
    await give(tablet, 'a', '10')
    const phone = await seatedAt(box)
    await phone.outbox.run()
    phone.current = 'a'
    phone.comment('strength', '产业链清楚')
    phone.send()
    await delivered()
    await give(tablet, 'a', '11')
    expect(box.scores).toEqual({ a: marks(11) })
    expect(box.inBox?.comments).toEqual({ a: { strength: '产业链清楚' } })
  })
})

describe('an undo', () => {
  it('takes back key after key of the contestant in view, and nothing that was sent', () => {
    if (!party) throw new Error('there is one')
    const sheet = sheetOn()
    expect(sheet.mayUndo).toBe(false)
    sheet.type(party, '1')
    sheet.type(party, '18')
    sheet.comment('strength', '好')
    sheet.undo()
    expect(typedFor(sheet, 'party')).toBe('1')
    expect(sheet.entryOf(sheet.current).comment.strength).toBe('好')
    sheet.current = 'b'
    expect(sheet.mayUndo).toBe(false)
    sheet.current = 'a'
    score(sheet, '18', '27')
    sheet.send()
    expect(sheet.mayUndo).toBe(false)
  })
})
