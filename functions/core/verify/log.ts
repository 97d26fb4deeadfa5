import { digestOf } from '#core/canonical.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { evolve } from '#core/contest/evolve.ts'
import { misfit } from '#core/contest/misfit.ts'
import { genesis } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { parseEvent } from './event-shape.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'

/** A `roundSealed` of the log, and the contest as it was just before. */
export type Seal = { line: number; event: SealEvent; before: ContestState }
type SealEvent = Extract<ContestEvent, { type: 'roundSealed' }>

/** What a log says, as far as it can be read. */
export type ParsedLog = {
  file: string
  events: ContestEvent[]
  /** The fold of all events. */
  state: ContestState
  /** Digest of the contest document in force. */
  document: string | undefined
  seals: Seal[]
}

/**
 * Checks a log of one event a line: that each event has its number, follows on the one before, hashes to what it says, is not
 * earlier, and could happen then.
 */
export function parseLog(text: string, file: string, findings: Findings): ParsedLog {
  const reading = new Reading(file, findings)
  const lines = text.split('\n')
  const rest = lines.pop()
  for (const [index, line] of lines.entries()) reading.add(line, index + 1)
  if (rest !== undefined && rest !== '') {
    reading.add(rest, lines.length + 1)
    findings.add({ code: 'unended-line', file, line: lines.length + 1 })
  }
  return reading.end()
}

class Reading {
  readonly #file: string
  readonly #findings: Findings
  readonly #events: ContestEvent[] = []
  readonly #seals: Seal[] = []
  /** The hash that the next event must name; unknown after a line that could not be read. */
  #head: string | undefined = genesis
  #next = 1
  #state = emptyState
  /** Once an event is missing from the fold, what follows cannot be judged against it. */
  #isWhole = true
  #document: string | undefined

  constructor(file: string, findings: Findings) {
    this.#file = file
    this.#findings = findings
  }

  add(text: string, line: number): void {
    const event = this.#read(text, line)
    if (!event) {
      this.#head = undefined
      this.#next += 1
      this.#isWhole = false
      return
    }
    this.#checkChain(event, line)
    this.#fold(event, line)
    this.#events.push(event)
    this.#head = event.hash
    this.#next = event.n + 1
  }

  end(): ParsedLog {
    if (this.#events.length === 0) this.#findings.add({ code: 'empty-log', file: this.#file })
    return {
      file: this.#file,
      events: this.#events,
      state: this.#state,
      document: this.#document,
      seals: this.#seals,
    }
  }

  #read(text: string, line: number): ContestEvent | undefined {
    const place = { file: this.#file, line }
    if (text.trim() === '') {
      this.#findings.add({ code: 'empty-line', ...place })
      return undefined
    }
    const value = readJson(text, place, this.#findings)
    if (value === undefined) return undefined
    const parsed = parseEvent(value)
    if ('event' in parsed) return parsed.event
    for (const { path, ...fault } of parsed.faults)
      this.#findings.add({ code: 'wrong-shape', ...place, path, fault })
    return undefined
  }

  #checkChain(event: ContestEvent, line: number): void {
    const place = { file: this.#file, line }
    const { hash, ...content } = event
    const expected = digestOf(content)
    if (event.n !== this.#next)
      this.#findings.add({ code: 'event-number', ...place, path: '$.n', ...values(this.#next, event.n) })
    if (this.#head !== undefined && event.prev !== this.#head)
      this.#findings.add({ code: 'event-prev', ...place, path: '$.prev', ...values(this.#head, event.prev) })
    if (hash !== expected)
      this.#findings.add({ code: 'event-hash', ...place, path: '$.hash', ...values(expected, hash) })
    if (event.at < this.#state.at)
      this.#findings.add({
        code: 'event-time',
        ...place,
        path: '$.at',
        expected: { code: 'not-before', params: { at: this.#state.at } },
        found: event.at,
      })
  }

  #fold(event: ContestEvent, line: number): void {
    const refusal = misfit(this.#state, event)
    if (refusal !== undefined) {
      const result = 'round' in event ? { result: { round: event.round } } : {}
      if (this.#isWhole)
        this.#findings.add({ code: 'event-misfit', file: this.#file, line, ...result, refusal })
      this.#isWhole = false
      return
    }
    if (event.type === 'contestDefined') this.#document = event.document
    if (event.type === 'roundSealed') this.#seals.push({ line, event, before: this.#state })
    this.#state = evolve(this.#state, event)
  }
}

const values = (expected: string | number, found: string | number) => ({
  expected: String(expected),
  found: String(found),
})
