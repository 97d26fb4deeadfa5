import type { Contest, Round, TieBreak } from '#contract/contest.ts'
import { electorateName, panelOf } from '../state/rounds.ts'
import { rankWords } from './ranking.ts'

/** Why one of several contestants with the same total stands before the others. */
export function sayTieBreak(contest: Contest, round: Round, tie: TieBreak): string {
  const t = rankWords.tieBroken
  switch (tie.by) {
    case 'panel':
    case 'voters':
    case 'countback':
      return t[tie.by](electorateName(contest, tie.panel))
    case 'criterion':
      return t.criterion(electorateName(contest, tie.panel), criterionName(round, tie))
    case 'exact':
    case 'order':
      return t[tie.by]
    default:
      return tie satisfies never
  }
}

export function criterionName(round: Round, { panel, criterion }: TieBreak & { by: 'criterion' }): string {
  const ballot = panelOf(round, panel)?.ballot
  const criteria = ballot?.kind === 'score' ? ballot.criteria : []
  return criteria.find(({ id }) => id === criterion)?.name ?? criterion
}
