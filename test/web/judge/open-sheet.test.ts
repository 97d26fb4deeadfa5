import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BallotRuleOf, Contest } from '#contract/contest.ts'
import { OpenSheet } from '../../../web/pages/judge/open-sheet.svelte.ts'
import { Sheet } from '../../../web/pages/judge/sheet.svelte.ts'
import { sayAdvice, sayState, sayTotal } from '../../../web/pages/judge/sheet-words.ts'
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
  contestants: ['a', 'b'].map((id) => ({ id, name: id })),
  rounds: [{ id: 'one', title: 'x', panels: [{ electorate: 'judge', ballot: rule }] }],
}

const focused: (string | undefined)[] = []
const openedAs = (open = true) => {
  const storage = new Storage(() => null)
  const keeper = new SessionKeeper('judge', readLink(new URL('https://leitai.example/judge')), storage)
  const [round] = contest.rounds
  const panel = round?.panels[0]
  if (!round || !panel) throw new Error('there is one')
  const sheet = new Sheet({ contest, round, panel, attempt: 1, keeper, storage }, rule)
  vi.spyOn(sheet.outbox, 'cast').mockImplementation(() => undefined)
  return new OpenSheet(
    sheet,
    () => open,
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
    const opened = openedAs(false)
    opened.type('party', '20')
    expect([opened.locked, opened.sends, opened.missing]).toEqual([true, false, 2])
    expect(opened.following?.id).toBe('b')
    expect(sayAdvice(opened, true)).toContain('2')
  })
})
