import { describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import { canonicalJson } from '#core/canonical.ts'
import { inForce } from '#core/contest/in-force.ts'
import { keptChanges } from '#core/contest/kept-changes.ts'
import { Findings, parseContestFile, parseLog } from '#core/verify.ts'
import { contestWith } from '#test/support/contest.ts'
import { give, happen, stages, type Played } from './play.ts'

const reason = '印错'
const { waiting } = stages()
const amended = give(waiting, 0, {
  type: 'amend',
  what: 'contestant',
  id: 'east',
  fields: { name: '东庄', unit: '甲镇' },
  reason,
})
const changed = give(amended, 1, { type: 'withdrawContestant', contestant: 'west', reason: '临时有事' })

/** The contest after its document was replaced, with what is kept of it. */
function replaced({ state, log }: Played, contest: Contest): Played {
  const document = digestOf(contest)
  return happen({ contest, state, log }, 10, {
    type: 'contestDefined',
    document,
    ...keptChanges(contest, state),
  })
}

const documentWith = (east: object, ids = ['east', 'west']): Contest => {
  const document = contestWith()
  const contestants = document.contestants
    .filter(({ id }) => ids.includes(id))
    .map((one) => (one.id === 'east' ? { ...one, ...east } : one))
  return { ...document, contestants }
}

const namesOf = ({ contest, state }: Played) =>
  inForce(contest, state).contestants.map(({ name, unit }) => [name, unit])

/** What a verifier says of the log and the document that was defined last. */
function findingsOf({ contest, log }: Played): string[] {
  const findings = new Findings()
  const text = log.map((event) => `${canonicalJson(event)}\n`).join('')
  parseContestFile(canonicalJson(contest), 'contest.json', parseLog(text, 'log.ndjson', findings), findings)
  return findings.kept.map(({ code }) => code)
}

describe('a document that replaces another before the opening', () => {
  it('with the words as they were keeps what was put right, and who has left', () => {
    const again = replaced(changed, documentWith({}))
    expect(namesOf(again)[0]).toEqual(['东庄', '甲镇'])
    expect(again.state.withdrawals).toMatchObject([{ contestant: 'west', rounds: ['final'] }])
    expect(again.state.changed).toBe(again.state.version)
    const opened = give(again, 20, { type: 'openRound', round: 'final' })
    expect(inForce(opened.contest, opened.state).rounds[0]?.contestants).toEqual(['east'])
    expect(findingsOf(opened)).toEqual([])
  })

  it('with the words as they were put right has nothing to keep of it', () => {
    const again = replaced(amended, documentWith({ name: '东庄', unit: '甲镇' }))
    expect(again.state.amendments).toBeUndefined()
    expect(again.state.changed).toBeUndefined()
    expect(findingsOf(again)).toEqual([])
  })

  it('with other words is right, field by field', () => {
    const again = replaced(amended, documentWith({ name: '东乡' }))
    expect(namesOf(again)[0]).toEqual(['东乡', '甲镇'])
    expect(again.state.amendments).toMatchObject([{ fields: { unit: '甲镇' }, before: { unit: '' } }])
    expect(findingsOf(again)).toEqual([])
  })

  it('without whoever has left forgets it, so that they can come back', () => {
    const without = replaced(changed, documentWith({}, ['east']))
    expect(without.state.withdrawals).toBeUndefined()
    const back = replaced(without, documentWith({}))
    expect(inForce(back.contest, back.state).rounds[0]?.contestants).toBeUndefined()
    expect(findingsOf(back)).toEqual([])
  })

  it('can keep nothing that was not there', () => {
    const { contest, state, log } = waiting
    const invented = { ...keptChanges(contest, changed.state), document: digestOf(contest) }
    const forged = happen({ contest, state, log }, 5, { type: 'contestDefined', ...invented })
    expect(findingsOf(forged)).toContain('event-misfit')
  })
})
