import type { BallotRule, BallotRuleOf, Contest, Panel, Round, TieBreak } from '#contract/contest.ts'
import { countedGrades } from '#core/ballot/grade-limits.ts'
import { countedTotals } from '#core/ballot/limits.ts'
import { sayLimited } from '../../components/ballots/limit-words.ts'
import { common } from '../../i18n/common.ts'
import { gradeNames, sayConversion } from '../../i18n/conversion.ts'
import { criterionName } from '../../i18n/tie-words.ts'
import { electorateName } from '../../state/rounds.ts'
import { isTrimmedApart } from './criteria-words.ts'
import { result as t } from './words.ts'

export type Rules = { panels: { electorate: string; name: string; rules: string[] }[]; whole: string[] }

/** The rules of a round in plain words, in the order in which they are applied. */
export const howCounted = (contest: Contest, round: Round): Rules => ({
  panels: round.panels.map((panel) => ({
    electorate: panel.electorate,
    name: electorateName(contest, panel.electorate),
    rules: [
      ...sayBallot(panel.ballot),
      ...sayRecusal(panel),
      ...sayConversion(panel),
      ...sayWeight(panel, round),
    ],
  })),
  whole: [
    ...(round.panels.length > 1 ? [t.totalOfParts] : []),
    t.rounding(contest.decimals ?? 2),
    t.noPointsRule,
    sayTies(contest, round),
    ...sayCut(round),
    ...sayAwards(round),
    ...sayQuorums(contest, round),
    round.secret === true ? t.secret : t.named,
    t.recount,
  ],
})

function sayRecusal({ recuse, ballot }: Panel): string[] {
  if (recuse === undefined) return []
  const matched = recuse.match.map((field) => t.recusalOf[field]).join(common.separator)
  const base = ballot.kind === 'choose' && ballot.measure !== 'votes' ? [t.recusalBase] : []
  return [matched === '' ? t.recusalByRoster : t.recusal(matched), ...base]
}

const sayWeight = ({ weight = 100 }: Panel, { panels }: Round): string[] =>
  weight === 100 && panels.length === 1 ? [] : [t.counts(weight)]

function sayBallot(ballot: BallotRule): string[] {
  switch (ballot.kind) {
    case 'choose':
      return sayChoose(ballot)
    case 'grade':
      return sayGrade(ballot)
    case 'score':
      return sayScore(ballot)
    case 'rank':
      return sayRank(ballot)
    default:
      return ballot satisfies never
  }
}

function sayChoose({ min = 1, max, measure, base }: BallotRuleOf<'choose'>): string[] {
  const least = Math.max(min, 1)
  const percent = base === 'eligible' ? t.percentOfEligible : t.percentOfCast
  return [
    t.chooses(least === max ? String(max) : `${least}–${max}`),
    ...(min === 0 ? [t.mayAbstain] : []),
    measure === 'votes' ? t.votesAsPoints : percent,
  ]
}

function sayGrade(ballot: BallotRuleOf<'grade'>): string[] {
  const { grades, measure = 'mean' } = ballot
  const values = grades.map(({ name, value }) =>
    value === null ? t.gradeWithoutValue(name) : t.gradeWithValue(name, value),
  )
  if (measure === 'mean')
    return [t.gradesEach(values.join(common.separator)), ...sayLimits(ballot), t.meanOfGrades]
  const all = grades.map(({ name }) => name)
  return [
    t.gradesEach(all.join(common.separator)),
    ...sayLimits(ballot),
    t.shareOfGrades(gradeNames(ballot, measure.share)),
  ]
}

function sayScore(ballot: BallotRuleOf<'score'>): string[] {
  const { criteria, drop, per = 'total' } = ballot
  const ranges = criteria.map(({ name, min = 0, max, factor }) => {
    const range = t.criterionRange(name, min, max)
    return factor === undefined || factor === 1 ? range : t.criterionFactor(range, factor)
  })
  return [
    t.scoresEach(ranges.join(common.separator)),
    ...sayLimits(ballot),
    per === 'total' ? t.meanOfTotals : t.meanOfCriteria,
    ...(drop === undefined || drop.high + drop.low === 0
      ? []
      : [t.trimmed(drop.high, drop.low, drop.atLeast ?? drop.high + drop.low + 1)]),
    ...(isTrimmedApart(ballot) && criteria.length > 1 ? [t.criteriaApart] : []),
    t.absentJudges,
  ]
}

/** What a ballot has to keep to be valid. */
function sayLimits(ballot: BallotRuleOf<'grade'> | BallotRuleOf<'score'>): string[] {
  const limits = ballot.kind === 'grade' ? countedGrades(ballot, {}) : countedTotals(ballot, [])
  return [
    ...(ballot.whole ? [t.ballotWhole] : []),
    ...(ballot.notAllEqual ? [t.ballotNotAllEqual] : []),
    ...limits.flatMap(({ least, most, ...of }) => [
      ...(least === undefined ? [] : [t.limitLeast(sayLimited(of), least)]),
      ...(most === undefined ? [] : [t.limitMost(sayLimited(of), most)]),
    ]),
  ]
}

const sayRank = ({ points, measure }: BallotRuleOf<'rank'>): string[] => [
  t.ranksEach(points.join(common.separator)),
  measure === 'percent' ? t.percentOfPoints : t.sumOfPoints,
]

function sayTies(contest: Contest, round: Round): string {
  const { ties = [] } = round
  if (ties.length === 0) return t.tiesShared
  const steps = ties.map((tie) => sayTie(contest, round, tie)).join(common.separator)
  return ties.some(({ by }) => by === 'order') ? t.tiesOrdered(steps) : t.tiesBroken(steps)
}

function sayTie(contest: Contest, round: Round, tie: TieBreak): string {
  switch (tie.by) {
    case 'panel':
      return t.byPanel(electorateName(contest, tie.panel))
    case 'criterion':
      return t.byCriterion(electorateName(contest, tie.panel), criterionName(round, tie))
    case 'voters':
      return t.byVoters(electorateName(contest, tie.panel))
    case 'countback':
      return t.byCountback(electorateName(contest, tie.panel))
    case 'exact':
      return t.byExact
    case 'order':
      return t.byOrder
    default:
      return tie satisfies never
  }
}

function sayCut({ cut }: Round): string[] {
  if (cut === undefined) return []
  const rule = cut.ties === 'all' ? t.cutAll(cut.top) : t.cutDecide(cut.top)
  return [cut.name === undefined ? rule : t.cutNamed(cut.name, rule)]
}

const sayAwards = ({ awards = [] }: Round): string[] =>
  awards.map(({ name, from, most, ties = 'none' }) => {
    const line = from === undefined ? [] : [t.awardFrom(from)]
    const limit =
      most === undefined
        ? []
        : [typeof most === 'number' ? t.awardMost(most) : t.awardShare(most), t.awardTies[ties]]
    return t.award(name, [...line, ...limit].join(common.separator) || t.awardRest)
  })

const sayQuorums = (contest: Contest, { panels }: Round): string[] =>
  panels.flatMap(({ electorate, quorum }) =>
    quorum === undefined ? [] : sayQuorum(electorateName(contest, electorate), quorum),
  )

function sayQuorum(panel: string, { atLeast, over, of }: NonNullable<Panel['quorum']>): string[] {
  const base = of === 'present' ? t.ofPresent : t.ofEligible
  return [
    ...(atLeast === undefined ? [] : [t.quorum(panel, base, atLeast)]),
    ...(over === undefined ? [] : [t.quorumOver(panel, base, over)]),
  ]
}
