import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BallotRuleOf, Contest } from '#contract/contest.ts'
import { OpenSheet, type Takes } from '../../../web/pages/judge/open-sheet.svelte.ts'
import { Sheet } from '../../../web/pages/judge/sheet.svelte.ts'
import { ownRanking } from '../../../web/pages/judge/own-ranking.ts'
import { sayAdvice } from '../../../web/pages/judge/advice-words.ts'
import { sayButton, sayState, sayTotal } from '../../../web/pages/judge/sheet-words.ts'
import { sayLimit, sayObstacle } from '../../../web/components/ballots/limit-words.ts'
import { sheetParts } from '../../../web/pages/judge/late-parts.ts'
import { limitsSoFar } from '../../../web/pages/judge/limits-so-far.ts'
import { readLink } from '../../../web/state/link.ts'
import { SessionKeeper } from '../../../web/state/session.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'

const rule: BallotRuleOf<'score'> = {
  kind: 'score',
  criteria: [
    { id: 'party', name: 'Party', max: 20 },
    { id: 'industry', name: 'Industry', max: 30 },
  ],
}
const contest: Contest = {
  id: 'harvest',
  title: 'x',
  electorates: [{ id: 'judge', name: 'Judges', role: 'judge' }],
  contestants: ['a', 'b', 'c'].map((id) => ({ id, name: id })),
  rounds: [{ id: 'one', title: 'x', panels: [{ electorate: 'judge', ballot: rule }] }],
}

const focused: (string | undefined)[] = []
const openedAs = (
  takes: Takes = 'marks',
  attempt = 1,
  storage = new Storage(() => null),
  own: BallotRuleOf<'score'> = rule,
) => {
  const keeper = new SessionKeeper('judge', readLink(new URL('https://leitai.example/judge')), storage)
  const [round] = contest.rounds
  const panel = round?.panels[0]
  if (!round || !panel) throw new Error('there is one')
  const sheet = new Sheet({ contest, round, panel, attempt, keeper, storage }, own)
  vi.spyOn(sheet.outbox, 'cast').mockImplementation(() => undefined)
  return new OpenSheet(
    sheet,
    () => takes,
    (criterion) => focused.push(criterion?.id),
  )
}

beforeEach(() => {
  focused.length = 0
  vi.stubGlobal('scrollTo', () => undefined)
})
afterEach(() => vi.unstubAllGlobals())

describe('when the round is open', () => {
  it('begins with the first criterion of the first contestant', () => {
    const opened = openedAs()
    expect(opened.criterion?.id).toBe('party')
    expect([opened.contestant?.id, opened.previous, opened.following?.id]).toEqual(['a', undefined, 'b'])
    expect([opened.progress, opened.sends, opened.maySend, opened.locked]).toEqual([
      'empty',
      true,
      false,
      false,
    ])
    expect([sayState(opened), sayTotal(opened)]).toEqual([null, '—'])
  })

  it('takes figures, and says why one was not taken until the next key', () => {
    const opened = openedAs()
    opened.type('party', '21')
    expect(opened.refusalOf('party')).toBe('too-high')
    expect(opened.refusalOf('industry')).toBe(null)
    opened.type('party', '20')
    expect(opened.refusalOf('party')).toBe(null)
    expect([opened.missing, opened.maySend, sayTotal(opened)]).toEqual([1, false, '20'])
    opened.type('industry', '7')
    expect([opened.missing, opened.maySend, sayTotal(opened)]).toEqual([0, true, '27'])
    expect(sayState(opened)?.tone).toBe('received')
    opened.undo()
    expect(opened.missing).toBe(1)
  })

  it('moves the focus along the criteria, past the last one to the button, and not past the first', () => {
    const opened = openedAs()
    const [party, industry] = rule.criteria
    if (!party || !industry) throw new Error('there are two')
    opened.move(party, 1)
    opened.move(industry, 1)
    opened.move(industry, -1)
    opened.move(party, -1)
    expect(focused).toEqual(['industry', undefined, 'party', 'party'])
  })

  it('turns to the next contestant after sending, at the first criterion', async () => {
    const opened = openedAs()
    opened.activate('industry')
    opened.overview = true
    opened.submit()
    await Promise.resolve()
    expect([opened.contestant?.id, opened.criterion?.id, opened.overview]).toEqual(['b', 'party', false])
  })
})

describe('when the round is closed', () => {
  it('is locked, sends nothing and goes through the contestants in their order', () => {
    const opened = openedAs('nothing')
    opened.type('party', '20')
    expect([opened.locked, opened.sends, opened.missing]).toEqual([true, false, 2])
    expect(opened.following?.id).toBe('b')
    expect(sayAdvice(opened, true)).toContain('2')
  })
})

const fill = (opened: OpenSheet, party = '20', industry = '7') => {
  opened.type('party', party)
  opened.type('industry', industry)
}
const sentOf = (opened: OpenSheet) => vi.mocked(opened.sheet.outbox.cast).mock.calls

describe('while contestants present', () => {
  it('turns to whoever is called when the page was not touched or is finished, never when it is begun', () => {
    const opened = openedAs('drafts')
    opened.follow('b')
    expect(opened.contestant?.id).toBe('b')
    opened.type('party', '20')
    opened.follow('c')
    expect(opened.contestant?.id).toBe('b')
    opened.type('industry', '7')
    opened.submit()
    opened.go('b')
    opened.follow('a')
    expect([opened.contestant?.id, opened.progress]).toEqual(['a', 'empty'])
  })

  it('offers only those who were called, and stays where everybody called is marked', () => {
    const opened = openedAs()
    opened.follow('a')
    fill(opened)
    expect([opened.next, sayButton(opened)]).toEqual([undefined, 'Send'])
    opened.submit()
    expect([opened.contestant?.id, opened.overview]).toEqual(['a', false])
    opened.follow('c')
    expect(opened.next?.id).toBe('b')
  })
})

describe('before the round takes marks', () => {
  it('lays pages ready, which go out together with the opening, words included', () => {
    const opened = openedAs('drafts')
    fill(opened)
    opened.sheet.comment('strength', '实')
    expect(sayAdvice(opened, true)).toContain('Ready')
    opened.submit()
    fill(opened, '10', '10')
    opened.submit()
    expect(['a', 'b', 'c'].map((id) => opened.sheet.stateOf(id))).toEqual(['ready', 'ready', 'empty'])
    expect(sentOf(opened)).toEqual([])
    opened.sheet.sendReady()
    const scores = { a: { party: 20, industry: 7 }, b: { party: 10, industry: 10 } }
    expect(sentOf(opened)).toEqual([
      [
        { electorate: 'judge', scores },
        { a: { strength: '实' }, b: {} },
      ],
    ])
  })

  it('sends nothing that was changed after it was laid ready', () => {
    const opened = openedAs('drafts')
    fill(opened)
    opened.submit()
    opened.go('a')
    opened.type('party', '19')
    expect(opened.progress).toBe('begun')
    opened.sheet.sendReady()
    expect(sentOf(opened)).toEqual([])
  })
})

describe('after a void', () => {
  const box = (scores: object, comments: object) => ({
    ballot: { electorate: 'judge', scores },
    comments,
    receipt: 'R',
    castAt: '',
    revision: 1,
  })

  it('the marks and words of the voided attempt come back as drafts, and are sent when the judge says so', () => {
    const storage = new Storage(() => null)
    const a = { party: 20, industry: 7 }
    storage.write('harvest/judge/one/1/outbox/receipt', box({ a }, { a: { strength: '实' } }))
    storage.write('harvest/judge/one/1/sheet', { b: { typed: { party: '9', industry: '8' }, comment: {} } })
    const opened = openedAs('marks', 2, storage)
    expect(opened.sheet.earlier.map(({ id }) => id)).toEqual(['a', 'b'])
    opened.takeOver()
    expect([opened.overview, opened.sheet.earlier, opened.sheet.stateOf('a')]).toEqual([true, [], 'begun'])
    expect(opened.sheet.entryOf('a')).toEqual({
      typed: { party: '20', industry: '7' },
      comment: { strength: '实' },
    })
    expect(sentOf(opened)).toEqual([])
    opened.sheet.sendAll(true)
    expect(sentOf(opened)[0]?.[0]).toEqual({
      electorate: 'judge',
      scores: { a, b: { party: 9, industry: 8 } },
    })
  })
})

describe('the own ranking', () => {
  it('has the best total first, equal totals at one place, and at last who is not marked', () => {
    const opened = openedAs()
    fill(opened, '5', '5')
    opened.go('c')
    fill(opened, '10', '0')
    const places = () =>
      ownRanking(opened.sheet).map(({ contestant, total, place }) => [contestant.id, total, place])
    expect(places()).toEqual([
      ['a', '10', 1],
      ['c', '10', 1],
      ['b', '', null],
    ])
    opened.type('industry', '1')
    expect(places()).toEqual([
      ['c', '11', 1],
      ['a', '10', 2],
      ['b', '', null],
    ])
  })
})

describe('where a ballot has limits as a whole', () => {
  beforeEach(async () => {
    const parts = await import('../../../web/pages/judge/sheet-parts.ts')
    vi.spyOn(sheetParts, 'part', 'get').mockReturnValue(parts)
  })

  const whole = (changes: Partial<BallotRuleOf<'score'>>) => {
    const opened = openedAs('marks', 1, new Storage(() => null), { ...rule, whole: true, ...changes })
    const mark = (party: string, industry: string) => {
      opened.type('party', party)
      opened.type('industry', industry)
      const said = [sayButton(opened), opened.maySend]
      opened.submit()
      return said
    }
    return { opened, mark, cast: vi.mocked(opened.sheet.outbox.cast) }
  }

  it('lays each page ready, and sends all of them with the last', () => {
    const { mark, cast } = whole({})
    expect(mark('10', '20')).toEqual(['Ready, next', true])
    expect(mark('11', '21')).toEqual(['Ready, next', true])
    expect(cast).not.toHaveBeenCalled()
    expect(mark('12', '22')).toEqual(['Send', true])
    expect(cast.mock.calls[0]?.[0]).toEqual({
      electorate: 'judge',
      scores: {
        a: { party: 10, industry: 20 },
        b: { party: 11, industry: 21 },
        c: { party: 12, industry: 22 },
      },
    })
  })

  it('counts along and sends nothing that is not valid, until it is put right', () => {
    const { opened, mark, cast } = whole({ limits: [{ atLeast: 40, most: 1 }], notAllEqual: true })
    mark('20', '20')
    mark('20', '20')
    mark('20', '20')
    expect(cast).not.toHaveBeenCalled()
    expect(limitsSoFar(opened.sheet).map(sayLimit)).toEqual(['totals from 40: 3/1'])
    expect(opened.obstacles.map(sayObstacle)).toEqual([
      'Not all of them may be marked the same',
      'totals from 40: 2 too many, change some',
    ])
    opened.go('a')
    mark('10', '20')
    expect(cast).not.toHaveBeenCalled()
    opened.go('b')
    mark('10', '21')
    expect(cast).toHaveBeenCalledOnce()
  })

  it('does not send one page too many of a limit where pages go out one by one', () => {
    const opened = openedAs('marks', 1, new Storage(() => null), {
      ...rule,
      limits: [{ atLeast: 40, most: 0 }],
    })
    opened.type('party', '20')
    opened.type('industry', '20')
    expect([opened.maySend, sayAdvice(opened, true)]).toEqual([
      false,
      'totals from 40: 1 too many, change some',
    ])
    opened.type('industry', '19')
    expect([opened.maySend, opened.obstacles]).toEqual([true, []])
  })
})
