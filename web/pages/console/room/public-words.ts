import type { Contest, Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { Console } from '#contract/office.ts'
import { namesOfParts } from '../../../i18n/parts-words.ts'
import { voidedWords } from '../../../i18n/voided.ts'
import type { RoundPhase } from '../../../state/round-view.ts'
import { contestantOf } from '../../../state/rounds.ts'
import { desk as t } from '../words.ts'
import { publicRows } from './public-figures.ts'
import { rowsIn } from './reveal.ts'

/** What everybody sees of a round and of the stage, in one line. */
export function sayPublic(contest: Contest, round: Round, live: Console, phase: RoundPhase): string {
  const onStage = live.stage && contestantOf(contest, live.stage.contestant)
  const current = live.rounds[round.id]
  const said = current === undefined ? [t.seesWaiting] : sayRound(contest, round, current, phase)
  return [onStage ? t.seesStage(onStage.name) : t.nobodyOnStage, ...said].join(' · ')
}

function sayRound(contest: Contest, round: Round, live: LiveRound, phase: RoundPhase): string[] {
  switch (phase) {
    case 'waiting':
      return live.voided ? [voidedWords.short, voidedWords.reason(live.voided.reason)] : [t.seesWaiting]
    case 'revealing':
      return [sayRevealed(contest, round, live)]
    case 'published':
      return [t.seesResult]
    case 'open':
      return [...(live.closesAt === undefined ? [] : [t.seesCountdown]), ...sayFigures(round, live, phase)]
    default:
      return [phase === 'sealed' ? t.seesSealed : t.seesClosed, ...sayFigures(round, live, phase)]
  }
}

const sayFigures = (round: Round, live: LiveRound, phase: RoundPhase): string[] => [
  t.seesTurnout,
  publicRows(round, live, phase) === null ? t.seesNoFigures : t.seesLiveFigures,
]

function sayRevealed(contest: Contest, round: Round, live: LiveRound): string {
  const { inParts, revealed = 0 } = live
  if (!inParts) return t.seesReveal(revealed, rowsIn(live))
  const { first, then } = namesOfParts(contest, round)
  return t.seesParts(first, then, inParts.added, inParts.rows.length)
}
