import { describe, expect, it } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import { disclosingPanels } from '#core/disclosure.ts'
import {
  choose,
  chosen,
  contestWith,
  criterion,
  graded,
  panelWith,
  roundWith,
  scored,
  tallyOfBallots,
  times,
} from './factory.ts'

const secret = roundWith(choose, { secret: true })
const disclosing = (ballots: Ballot[], round: Round = secret) =>
  disclosingPanels(round, tallyOfBallots(contestWith({ rounds: [round] }), round, ballots))

describe('a secret round', () => {
  it('tells everyone’s choice when all ballots of a panel are the same', () => {
    expect(disclosing(times(20, chosen('a', 'b')))).toEqual(['p'])
    expect(disclosing(times(20, chosen()))).toEqual(['p'])
  })

  it('tells little when one ballot differs', () => {
    expect(disclosing([...times(19, chosen('a', 'b')), chosen('a')])).toEqual([])
    expect(disclosing([...times(19, chosen('a')), chosen()])).toEqual([])
  })

  it('tells who gave which of fewer than five ballots', () => {
    const mixed = [chosen('a'), chosen('b'), chosen('c'), chosen()]
    expect(disclosing(mixed)).toEqual(['p'])
    expect(disclosing([...mixed, chosen('a')])).toEqual([])
  })

  it('tells nothing where nobody cast', () => {
    expect(disclosing([])).toEqual([])
  })

  it('is looked at panel by panel', () => {
    const two = { ...secret, panels: [panelWith(choose), panelWith(choose, { electorate: 'q' })] }
    const others = times(6, { ...chosen('a'), electorate: 'q' })
    expect(disclosing([...times(5, chosen('a')), chosen('b'), ...others], two)).toEqual(['q'])
  })

  it('knows equal sheets and grades too', () => {
    const sheet = roundWith({ kind: 'score', criteria: [criterion('look')] }, { secret: true })
    const scores = (look: number) => scored({ a: { look }, b: { look: 80 } })
    expect(disclosing(times(5, scores(90)), sheet)).toEqual(['p'])
    expect(disclosing([...times(4, scores(90)), scores(91)], sheet)).toEqual([])
    const grades = [{ id: 'good', name: 'good', value: 1 }]
    const graders = roundWith({ kind: 'grade', grades }, { secret: true })
    expect(disclosing(times(5, graded({ a: 'good' })), graders)).toEqual(['p'])
  })
})

it('is no question in a named round', () => {
  expect(disclosing([chosen('a')], roundWith(choose))).toEqual([])
})
