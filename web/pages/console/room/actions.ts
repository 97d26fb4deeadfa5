import type { Contest, Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { RoundDetails } from '#contract/office.ts'
import type { Command } from '#core/contest/acts.ts'
import { contestantOf, contestantsOf } from '../../../state/rounds.ts'
import type { Question } from '../ask/questions.ts'
import type { Instruction } from '../desk.svelte.ts'
import { desk as t } from '../words.ts'
import type { Step } from './next-step.ts'
import { hasJudges } from './rounds.ts'
import type { RoundPhase } from '../../../state/round-view.ts'

/** Something that can be done besides the next step: at once, or after a question. */
export type Action = { label: string } & ({ instruction: Instruction } | { ask: Question['kind'] })

type Course = {
  contest: Contest
  round: Round
  live: LiveRound
  details: RoundDetails | undefined
  phase: RoundPhase
  step: Step
  /** The seal was asked for so long ago that it may be asked for again. */
  sealIsLate: boolean
}

/** While contestants come and speak, one after another. */
const presenting: Step['kind'][] = ['stage', 'startSpeech', 'resumeSpeech', 'endSpeech']

/** Whether something that was revealed can be taken back a step. */
const mayTakeBack = ({ status, inParts }: LiveRound, details: RoundDetails | undefined): boolean =>
  status === 'published' && (inParts ? inParts.added > 0 : (details?.reveal?.previous ?? null) !== null)

/** What the server would do with a round besides the next step, in the order in which the buttons stand. */
export function actionsOf({ contest, round, live, details, phase, step, sealIsLate }: Course): Action[] {
  const of = { round: round.id }
  const may = (command: Command['type']): boolean => details?.available[command] === null
  const staging = presenting.includes(step.kind)
  const marked = Object.entries(details?.marks ?? {})
  const changed = marked.find(([, { shown }]) => shown === 'changed')?.[0]
  const unmarked = step.kind === 'wait' && step.for === 'marks' ? step : undefined
  const skipped = unmarked?.next ?? undefined
  const waits = staging || unmarked !== undefined || (step.kind === 'close' && step.inSeconds !== undefined)
  const unreleased = (live.comments?.length ?? 0) < contestantsOf(contest, round).length
  const actions: (Action | false)[] = [
    may('openRound') && staging && { label: t.openNow, ask: 'open' },
    skipped !== undefined && {
      label: t.skipMarks,
      instruction: { type: 'stageContestant', contestant: skipped.contestant.id },
    },
    may('showMarks') &&
      changed !== undefined && {
        label: t.showMarksAgain(contestantOf(contest, changed)?.name ?? changed),
        instruction: { type: 'showMarks', ...of, contestant: changed },
      },
    may('showMarks') &&
      live.marks !== undefined && {
        label: t.hideMarks,
        instruction: { type: 'showMarks', ...of, contestant: null },
      },
    may('extendRound') && { label: t.extend, instruction: { type: 'extendRound', ...of, seconds: 60 } },
    may('closeRound') && waits && { label: t.close, instruction: { type: 'closeRound', ...of } },
    may('reopenRound') && { label: t.reopen, ask: 'reopen' },
    phase === 'sealing' && sealIsLate && { label: t.sealAgain, instruction: { type: 'sealRound', ...of } },
    mayTakeBack(live, details) && { label: t.revealBack, ask: 'revealBack' },
    phase === 'revealing' && { label: t.revealAll, ask: 'revealAll' },
    may('releaseComments') &&
      hasJudges(contest, round) &&
      unreleased && { label: t.releaseComments, ask: 'release' },
    may('voidRound') && { label: t.voidRound, ask: 'void' },
  ]
  return actions.filter((action) => action !== false)
}
