import type { Contest } from '#contract/contest.ts'
import type { words } from '#words/zh/console/instructions.ts'
import { sayAction } from '../../../i18n/actions.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { contestantOf } from '../../../state/rounds.ts'
import type { Instruction } from '../desk.svelte.ts'
import { overlay } from '../overlay/words.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/console/instructions.ts', { eager: true, import: 'words' }),
)

/** What was to be done, in words that stand in the middle of a sentence. */
export function sayInstruction(contest: Contest, instruction: Instruction): string {
  const name = (id: string) => contestantOf(contest, id)?.name ?? id
  switch (instruction.type) {
    case 'stageContestant':
      return instruction.contestant === null ? t.clearStage : t.stage(name(instruction.contestant))
    case 'amend':
      return t.amend
    case 'withdrawContestant':
      return t.withdraw(name(instruction.contestant))
    case 'startSpeech':
      return t.startSpeech(name(instruction.contestant))
    case 'pauseSpeech':
      return t.pauseSpeech
    case 'resumeSpeech':
      return t.resumeSpeech
    case 'endSpeech':
      return t.endSpeech
    case 'messageStage':
      return instruction.text === null ? t.clearMessage : t.messageStage
    case 'openRound':
      return t.open
    case 'closeRound':
      return t.close
    case 'extendRound':
      return t.extend
    case 'reopenRound':
      return t.reopen
    case 'voidRound':
      return t.void
    case 'sealRound':
      return t.seal
    case 'publishResult':
      return t.publish
    case 'releaseComments':
      return t.release
    case 'reveal':
      return t.reveal
    case 'revealParts':
      return t.revealParts
    case 'showOverlay':
      return overlay.instruction
    case 'removeVoters':
      return t.removeVoters
    case 'propose':
      return t.propose(sayAction(contest, instruction.action))
    case 'approve':
      return t.approve(instruction.proposal)
    case 'decline':
      return t.decline(instruction.proposal)
    case 'showMarks':
      return instruction.contestant === null ? t.hideMarks : t.showMarks
    default:
      return instruction satisfies never
  }
}
