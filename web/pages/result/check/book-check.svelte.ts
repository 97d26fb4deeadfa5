import type { FailureCode } from '#contract/problems.ts'
import { headsSeen, type HeadsSeen } from '../../../state/heads-seen.ts'
import { storage } from '../../../state/storage.ts'
import type { Asked, Found, Outcome, Told } from './messages.ts'

type Work<Done> =
  | { kind: 'idle' }
  | { kind: 'working'; lines: number }
  | { kind: 'done'; answer: Done }
  | { kind: 'failed'; code: FailureCode }

/** A book this small is counted at once; a larger one when somebody asks for it. */
const countedAtOnce = 1_000

/** The check of one published result, and the search for a receipt in its book; each runs in a worker of its own. */
export class BookCheck {
  #contest: string
  #round: string
  #check = $state.raw<Work<Outcome>>({ kind: 'idle' })
  #search = $state.raw<Work<Found>>({ kind: 'idle' })
  #version: number | undefined
  #workers: Worker[] = []

  constructor(contest: string, round: string) {
    this.#contest = contest
    this.#round = round
  }

  get check(): Work<Outcome> {
    return this.#check
  }
  get search(): Work<Found> {
    return this.#search
  }

  /** Checks everything that is published; with the text of a log file by that file instead of the public log. */
  run(log: string | null = null): void {
    if (this.#check.kind === 'working') return
    this.#check = { kind: 'working', lines: 0 }
    this.#ask({ kind: 'check', log, seen: headsSeen(storage, this.#contest) }, (told) => {
      this.#check = told.kind === 'checked' ? { kind: 'done', answer: told.outcome } : between(told)
    })
  }

  /** Checks a book of so many lines, unless that had better be asked for; a corrected one by the version that it has. */
  begin(lines: number, version?: number): void {
    this.#version = version
    if (lines <= countedAtOnce) this.run()
  }

  find(receipt: string): void {
    if (this.#search.kind === 'working') return
    this.#search = { kind: 'working', lines: 0 }
    this.#ask({ kind: 'find', receipt }, (told) => {
      this.#search = told.kind === 'found' ? { kind: 'done', answer: told.found } : between(told)
    })
  }

  stop(): void {
    for (const worker of this.#workers) worker.terminate()
    this.#workers = []
  }

  #ask(
    what: { kind: 'check'; log: string | null; seen: HeadsSeen } | { kind: 'find'; receipt: string },
    hear: (told: Told) => void,
  ): void {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    this.#workers.push(worker)
    const end = () => {
      worker.terminate()
      this.#workers = this.#workers.filter((other) => other !== worker)
    }
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      hear(data)
      if (data.kind !== 'lines') end()
    }
    worker.onerror = () => {
      hear({ kind: 'failed', code: 'fault' })
      end()
    }
    const asked: Asked = { contest: this.#contest, round: this.#round, version: this.#version, ...what }
    worker.postMessage(asked)
  }
}

function between(told: Told): { kind: 'working'; lines: number } | { kind: 'failed'; code: FailureCode } {
  if (told.kind === 'lines') return { kind: 'working', lines: told.lines }
  return { kind: 'failed', code: told.kind === 'failed' ? told.code : 'fault' }
}
