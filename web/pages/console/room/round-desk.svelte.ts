import type { Contestant } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { RoundDetails } from '#contract/office.ts'
import type { Question } from '../ask/questions.ts'
import type { Desk, Instruction } from '../desk.svelte.ts'
import { nextStep, type Situation, type Step } from './next-step.ts'
import type { RoundPhase } from '../../../state/round-view.ts'
import { mostForgiven } from '../../../state/speech.ts'
import { contestantOf } from '../../../state/rounds.ts'
import { marksAsTheyPresent, openBeside, phaseOf } from './rounds.ts'

/** A seal that was asked for so long ago may be asked for again, in milliseconds. */
const sealPatience = 60_000

const staging = ({ id }: Contestant): Instruction => ({ type: 'stageContestant', contestant: id })

/** The round that the console is turned to. */
export type Turned = { situation: Situation; live: LiveRound; details: RoundDetails | undefined }

/** What is done with one round: the next step, the question that comes before it, and the length of its window. */
export class RoundDesk {
  #desk: Desk
  #turned: () => Turned
  #turn: (round: string) => void
  #question = $state.raw<Question | null>(null)
  #step = $derived.by(() => nextStep(this.#turned().situation))
  /** Set by hand; the round's own length comes back with another round. What is open while contestants present ends by hand. */
  #seconds = $derived.by(() => {
    const { contest, round } = this.#turned().situation
    return marksAsTheyPresent(contest, round) ? undefined : round.seconds
  })

  constructor(desk: Desk, turned: () => Turned, turn: (round: string) => void) {
    this.#desk = desk
    this.#turned = turned
    this.#turn = turn
  }

  get phase(): RoundPhase {
    const { contest, document, round, now } = this.#turned().situation
    return phaseOf(contest, document, round, now)
  }
  /** The one thing to do now. */
  get step(): Step {
    return this.#step
  }
  /** How long the window is to last; undefined leaves it open until somebody closes it. */
  get seconds(): number | undefined {
    return this.#seconds
  }
  set seconds(seconds: number | undefined) {
    this.#seconds = seconds
  }
  /** What is being asked before something is done. */
  get question(): Question | null {
    return this.#question
  }
  /** The seal was asked for so long ago that it may be asked for again. */
  get sealIsLate(): boolean {
    const { round, now } = this.#turned().situation
    const requests = this.#desk.events.filter(
      ({ type, round: of }) => type === 'sealRequested' && of === round.id,
    )
    const last = requests[requests.length - 1]
    return last !== undefined && now - Date.parse(last.at) > sealPatience
  }

  ask(kind: Question['kind'], contestant?: Contestant): void {
    const { situation, live, details } = this.#turned()
    const { contest, round, document, now } = situation
    const beside = openBeside(contest, round, document, now)
    const { seconds } = this
    this.#question = { kind, round, contestant, live, details, seconds, beside, version: document.version }
  }

  /** Carries out the instructions that the answer stands for, at the version that the asker has seen. */
  answer(instructions: Instruction[]): void {
    const seen = this.#question?.version
    this.#question = null
    void this.#desk.run(instructions, seen)
  }

  /** Takes the question off the page unanswered. */
  leave(): void {
    this.#question = null
  }

  give(...instructions: Instruction[]): void {
    void this.#desk.run(instructions)
  }

  /** Does the next step, or asks what has to be asked before it. */
  press(): void {
    if (this.#desk.busy || this.#question !== null) return
    const { step, seconds } = this
    const { contest, round, document, now } = this.#turned().situation
    const of = { round: round.id }
    switch (step.kind) {
      case 'stage':
        return this.give(staging(step.contestant))
      case 'startSpeech': {
        const { contestant, part } = step.clock
        return this.give({ type: 'startSpeech', contestant, part })
      }
      case 'resumeSpeech':
        return this.give({ type: 'resumeSpeech' })
      case 'endSpeech':
        if (step.clock.left > mostForgiven)
          return this.ask('endSpeech', contestantOf(contest, step.clock.contestant))
        return this.give({ type: 'endSpeech' })
      case 'open':
        if (openBeside(contest, round, document, now).length > 0) return this.ask('open')
        return this.give(...(step.calls ? [staging(step.calls.contestant)] : []), {
          type: 'openRound',
          ...of,
          seconds: seconds ?? null,
        })
      case 'marks':
        return this.give({ type: 'showMarks', ...of, contestant: step.contestant.id })
      case 'close':
        return this.give({
          type: 'closeRound',
          ...of,
          ...(step.inSeconds !== undefined && { inSeconds: step.inSeconds }),
        })
      case 'addPart':
        return this.give({ type: 'revealParts', ...of, added: step.added })
      case 'reveal':
      case 'announce':
        return this.give({ type: 'reveal', ...of, places: step.places })
      case 'seal':
      case 'publish':
        return this.ask(step.kind)
      case 'turn':
        return this.#turn(step.round.id)
      case 'wait':
      case 'finished':
        return
      default:
        return step satisfies never
    }
  }
}
