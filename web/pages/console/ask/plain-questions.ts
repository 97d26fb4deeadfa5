import type { Contest } from '#contract/contest.ts'
import type { RevealedParts } from '#contract/live.ts'
import { common } from '../../../i18n/common.ts'
import { namesOfParts } from '../../../i18n/parts-words.ts'
import { contestantOf } from '../../../state/rounds.ts'
import type { Instruction } from '../desk.svelte.ts'
import { rowsBetween, rowsIn } from '../room/reveal.ts'
import { desk as t } from '../words.ts'
import type { Question } from './questions.ts'

/** A question to which the only answer is yes. */
export type Plain = { title: string; consequences: string[]; confirm: string; instruction: Instruction }

/** The question of a seal, of a reveal of everything or back a step, of a speech that is to end early, or of a release of comments. */
export function plainOf(question: Question, contest: Contest): Plain {
  const { kind } = question
  switch (kind) {
    case 'seal':
      return sealing(question)
    case 'revealAll':
      return revealing(question)
    case 'release':
      return releasing(question, contest.namedComments === true)
    case 'revealBack':
      return takingBack(question, contest)
    case 'endSpeech':
      return ending(question)
    case 'open':
    case 'reopen':
    case 'publish':
    case 'void':
      throw new Error(`the question ${kind} has more than one answer`)
    default:
      return kind satisfies never
  }
}

const sealing = ({ round }: Question): Plain => ({
  title: t.sealQuestion(round.title),
  consequences: [t.sealConsequence, ...(round.secret ? [t.sealSecrecy] : [])],
  confirm: t.sealConfirm,
  instruction: { type: 'sealRound', round: round.id },
})

const ending = ({ contestant, round }: Question): Plain => ({
  title: t.endSpeechQuestion(contestant?.name ?? round.title),
  consequences: [t.endSpeechConsequence],
  confirm: t.endSpeechConfirm,
  instruction: { type: 'endSpeech' },
})

const revealing = ({ round, live }: Question): Plain => ({
  title: t.revealAllQuestion,
  consequences: [t.revealAllConsequence(rowsIn(live) - (live.revealed ?? 0))],
  confirm: t.revealAllConfirm,
  instruction: { type: 'reveal', round: round.id, places: rowsIn(live) },
})

/** What was announced to the hall is not taken from its screens by a slip of a finger. */
function takingBack(question: Question, contest: Contest): Plain {
  const { round, live, details } = question
  if (live.inParts) return takingPartBack(question, contest, live.inParts)
  const places = details?.reveal?.previous ?? 0
  const rows = rowsBetween(live, places, live.revealed ?? rowsIn(live))
  const names = rows.map(({ contestant }) => contestantOf(contest, contestant)?.name ?? contestant)
  return {
    title: t.revealBackQuestion(rows[0]?.rank ?? 0),
    consequences: [t.revealBackConsequence(names.join(common.separator))],
    confirm: t.revealBackConfirm,
    instruction: { type: 'reveal', round: round.id, places },
  }
}

const takingPartBack = (
  { round }: Question,
  contest: Contest,
  { added, latest = '' }: RevealedParts,
): Plain => ({
  title: t.partBackQuestion(contestantOf(contest, latest)?.name ?? latest, namesOfParts(contest, round).then),
  consequences: [t.partBackConsequence],
  confirm: t.revealBackConfirm,
  instruction: { type: 'revealParts', round: round.id, added: added - 1 },
})

const releasing = ({ round, contestant }: Question, named: boolean): Plain => ({
  title: t.releaseQuestion(contestant?.name ?? round.title),
  consequences: [named ? t.releaseNamed : t.releaseConsequence],
  confirm: t.releaseConfirm,
  instruction: {
    type: 'releaseComments',
    round: round.id,
    ...(contestant && { contestants: [contestant.id] }),
  },
})
