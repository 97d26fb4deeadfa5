import type { Instruction } from '../desk.svelte.ts'
import { rowsIn } from '../room/reveal.ts'
import { desk as t } from '../words.ts'
import type { Question } from './questions.ts'

/** A question to which the only answer is yes. */
export type Plain = { title: string; consequences: string[]; confirm: string; instruction: Instruction }

/** The question of a seal, of a reveal of everything, of a speech that is to end early, or of a release of comments; `named`: with the judges' names. */
export function plainOf(question: Question, named: boolean): Plain {
  const { kind } = question
  switch (kind) {
    case 'seal':
      return sealing(question)
    case 'revealAll':
      return revealing(question)
    case 'release':
      return releasing(question, named)
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
