import type { Contest } from '#contract/contest.ts'
import type { LiveRound, Standing, Turnout } from '#contract/live.ts'
import type { words } from '#words/zh/console/steps.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { common } from '../../../i18n/common.ts'
import { contestantOf, electorateName } from '../../../state/rounds.ts'
import { namesOfParts } from '../../../i18n/parts-words.ts'
import { inWords } from '../../../i18n/time.ts'
import { sayPart, sayPhase } from '../../../components/speech/clock-words.ts'
import type { SpeechClock } from '../../../state/speech.ts'
import { shortHash } from '../../../state/short-hash.ts'
import { percentWhoSaw } from './delays.ts'
import { type Call, type Situation, type Step, stillToCome } from './next-step.ts'
import { hasVoters, isOfJudges, marksAsTheyPresent } from './rounds.ts'
import { desk } from '../words.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/console/steps.ts', { eager: true, import: 'words' }),
)

export type StepWords = { title: string; hint?: string; button?: string }

/** The next step in plain words; without a button where there is nothing to press. */
export function sayStep(step: Step, situation: Situation): StepWords {
  const { contest } = situation
  switch (step.kind) {
    case 'stage':
      return {
        title: t.stageTitle(step.contestant.name),
        hint: [sayPlace(step), ...sayMarking(situation)].join(' · '),
        button: t.stage,
      }
    case 'startSpeech':
      return {
        title: t.startSpeechTitle(nameIn(contest, step.clock)),
        hint: `${sayPart(step.clock)} · ${inWords(step.clock.left)}`,
        button: t.startSpeech,
      }
    case 'resumeSpeech':
    case 'endSpeech':
      // What ticks is not said here: whoever listens to the page would hear every second of it.
      return {
        title: t.speakingTitle(nameIn(contest, step.clock)),
        hint: [sayPart(step.clock), sayPhase(step.clock), step.clock.reason]
          .filter((part) => part !== undefined)
          .join(' · '),
        button: step.kind === 'endSpeech' ? t.endSpeech : t.resumeSpeech,
      }
    case 'open':
      return step.calls ? sayOpeningCall(step.calls, situation) : sayOpening(situation)
    case 'close': {
      const { inSeconds } = step
      const title = inSeconds === undefined ? t.closeTitle : t.lastCallTitle(inWords(inSeconds))
      return {
        title,
        hint: beforeClosing(situation),
        button: inSeconds === undefined ? desk.close : t.lastCall,
      }
    }
    case 'marks':
      return {
        title: t.marksTitle(step.contestant.name),
        hint: t.marksHint(step.judges, judgesOf(situation)),
        button: t.showMarks,
      }
    case 'wait':
      if (step.for === 'marks')
        return {
          title: t.marksWaitTitle(step.contestant.name),
          hint: t.marksWaitHint(step.judges, step.atLeast),
        }
      return step.for === 'closing'
        ? { title: t.closingTitle, hint: t.closingHint }
        : { title: t.sealingTitle, hint: t.sealingHint }
    case 'seal':
      return { title: t.sealTitle, hint: sealHint(situation), button: t.seal }
    case 'publish':
      return { title: t.publishTitle, ...hintOfResult(situation), button: t.publish }
    case 'reveal':
      return sayReveal(contest, step.places, step.rows)
    case 'addPart':
      return {
        title: t.addTitle(
          contestantOf(contest, step.row.contestant)?.name ?? step.row.contestant,
          namesOfParts(contest, situation.round).then,
        ),
        hint: t.addHint(step.row.total, step.total),
        button: t.add,
      }
    case 'announce':
      return {
        title: t.finalTitle,
        hint: t.finalHint(namesIn(contest, step.rows)),
        button: t.announce,
      }
    case 'turn':
      return { title: t.turnTitle(step.round.title), hint: t.turnHint, button: t.turn }
    case 'finished':
      return { title: t.finishedTitle, hint: t.finishedHint }
    default:
      return step satisfies never
  }
}

const nameIn = (contest: Contest, { contestant }: SpeechClock): string =>
  contestantOf(contest, contestant)?.name ?? contestant

/** How many judges may mark in the round, as far as it is known. */
const judgesOf = ({ contest, round, document }: Situation): number =>
  Object.entries(document.rounds[round.id]?.turnout ?? {}).reduce(
    (sum, [id, { eligible }]) => sum + (isOfJudges(contest, id) ? (eligible ?? 0) : 0),
    0,
  )

const sayPlace = ({ contestant: { unit }, place, of }: Call): string =>
  [t.stageHint(place, of), unit].filter((part) => part !== undefined).join(' · ')

/** How many judges have marked whoever is on stage now. */
function sayMarking(situation: Situation): string[] {
  const { round, document } = situation
  const { stage, details } = document
  const marks = stage === null ? undefined : details[round.id]?.marks[stage.contestant]
  return marks === undefined ? [] : [t.marksHint(marks.judges, judgesOf(situation))]
}

/** Judges give marks, voters vote: where both take part both are said. */
function sayOpening({ contest, round }: Situation): StepWords {
  if (!marksAsTheyPresent(contest, round)) return { title: desk.openTitle(round.title), button: desk.open }
  return {
    title: t.scoringTitle(round.title),
    button: hasVoters(contest, round) ? t.openBoth : t.openScoring,
  }
}

function sayOpeningCall(call: Call, { contest, round }: Situation): StepWords {
  const name = call.contestant.name
  const both = hasVoters(contest, round)
  return {
    title: both ? t.callAndOpenBothTitle(name) : t.callAndOpenTitle(name),
    hint: `${sayPlace(call)} · ${t.openToTheLast}`,
    button: t.callAndOpen,
  }
}

/** A window that ended by itself may have ended before everybody was heard. */
function sealHint(situation: Situation): string {
  const missing = situation.staged.size === 0 ? [] : stillToCome(situation)
  if (missing.length === 0) return t.sealHint
  return t.sealTooSoon(missing.map(({ name }) => name).join(common.separator), missing.length)
}

function sayReveal(contest: Contest, places: number, rows: Standing[]): StepWords {
  const [first] = rows
  if (first === undefined) return { title: t.revealRestTitle(places), button: t.reveal }
  const title = rows.length > 1 ? t.revealTiedTitle(first.rank, rows.length) : t.revealTitle(first.rank)
  return { title, hint: t.revealHint(namesIn(contest, rows)), button: t.reveal }
}

const namesIn = (contest: Contest, rows: readonly Standing[]): string =>
  rows.map(({ contestant }) => contestantOf(contest, contestant)?.name ?? contestant).join(common.separator)

function hintOfResult({ round, document }: Situation): { hint?: string } {
  const results = document.details[round.id]?.results ?? []
  const result = results[results.length - 1]
  return result === undefined ? {} : { hint: t.publishHint(result.version, shortHash(result.digest)) }
}

/** Who would be cut off by a close now: voters who have not cast, and viewers whose stream has not come that far. */
function beforeClosing({ contest, round, document, now }: Situation): string {
  const live = document.rounds[round.id]
  if (live === undefined) return ''
  const saw = percentWhoSaw(document.details[round.id]?.delays ?? {}, secondsOpen(live, now))
  const marking = (document.details[round.id]?.progress ?? []).filter(({ marked, of }) => marked < of).length
  return [sayTurnout(contest, live.turnout, marking), saw === null ? null : t.sawOpening(saw)]
    .filter((part) => part !== null)
    .join(t.semicolon)
}

const secondsOpen = ({ opensAt }: LiveRound, now: number): number =>
  opensAt === undefined ? 0 : Math.floor((now - Date.parse(opensAt)) / 1_000)

/** `marking`: judges who have more contestants to mark, those without any mark included. */
function sayTurnout(contest: Contest, turnout: Turnout, marking: number): string {
  const missing = Object.entries(turnout).flatMap(([id, { cast, eligible }]) =>
    eligible !== null && eligible > cast ? [t.notCastOf(eligible - cast, electorateName(contest, id))] : [],
  )
  const open = Object.entries(turnout).flatMap(([id, { cast, eligible }]) =>
    eligible === null ? [t.castOf(cast, electorateName(contest, id))] : [],
  )
  const said = [
    ...(missing.length > 0 ? [t.notCast(missing.join(common.separator))] : []),
    ...(marking > 0 ? [t.notMarked(marking)] : []),
    ...open,
  ]
  return said.length === 0 ? t.everybodyCast : said.join(t.semicolon)
}
