import type * as z from 'zod'
import { addStaff } from './acts/add-staff.ts'
import { addVoters } from './acts/add-voters.ts'
import { amend } from './acts/amend.ts'
import { approve } from './acts/approve.ts'
import { closeRound } from './acts/close-round.ts'
import { decline } from './acts/decline.ts'
import { defineContest } from './acts/define-contest.ts'
import { endSpeech } from './acts/end-speech.ts'
import { extendRound } from './acts/extend-round.ts'
import { messageStage } from './acts/message-stage.ts'
import { openRound } from './acts/open-round.ts'
import { pauseSpeech } from './acts/pause-speech.ts'
import { propose } from './acts/propose.ts'
import { publishResult } from './acts/publish-result.ts'
import { receiptKey } from './acts/receipt-key.ts'
import { reissueCode } from './acts/reissue-code.ts'
import { releaseComments } from './acts/release-comments.ts'
import { removeVoters } from './acts/remove-voters.ts'
import { reopenRound } from './acts/reopen-round.ts'
import { requestSeal } from './acts/request-seal.ts'
import { resumeSpeech } from './acts/resume-speech.ts'
import { revealParts } from './acts/reveal-parts.ts'
import { revealPlaces } from './acts/reveal-places.ts'
import { sealRound } from './acts/seal-round.ts'
import { showMarks } from './acts/show-marks.ts'
import { showOverlay } from './acts/show-overlay.ts'
import { stageContestant } from './acts/stage-contestant.ts'
import { startSpeech } from './acts/start-speech.ts'
import { voidRound } from './acts/void-round.ts'
import { withdrawContestant } from './acts/withdraw-contestant.ts'

/** Everything that can happen in a contest. A new act is a file beside the others and a line here. */
export const acts = [
  defineContest,
  addVoters,
  removeVoters,
  addStaff,
  reissueCode,
  amend,
  withdrawContestant,
  stageContestant,
  startSpeech,
  pauseSpeech,
  resumeSpeech,
  endSpeech,
  messageStage,
  showOverlay,
  receiptKey,
  openRound,
  closeRound,
  extendRound,
  reopenRound,
  voidRound,
  requestSeal,
  sealRound,
  publishResult,
  releaseComments,
  revealPlaces,
  revealParts,
  showMarks,
  propose,
  approve,
  decline,
] as const

type Known = (typeof acts)[number]

/** What an organiser can ask for. */
export type Command = z.infer<NonNullable<Known['command']>>
/** What happens, before it has its place in the log. Times are ISO 8601 UTC. */
export type NewEvent = z.infer<Known['event']>
/** An event with its place in the log: `n` counts from 1, `prev` and `hash` chain it to the one before. */
export type ContestEvent = NewEvent & { n: number; at: string; actor: string; prev: string; hash: string }
