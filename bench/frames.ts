/** What a trace of Chromium says about the frames of its animations. Times in milliseconds. */
export type Frames = {
  /** Frames that a screen of 60 Hz asks for while something is animated. */
  due: number
  /** Those that the page made in time and that were shown. */
  shown: number
  /** The longest time that one picture stood while something was animated. */
  longestStill: number
  /** What the page's compositor took for each: where every layer stands now. */
  making: number[]
  /** What drawing each took, layers into pixels: a graphics card's work where there is one, else the processor's. */
  drawing: number[]
}

type Event = {
  name: string
  ph: string
  ts: number
  dur?: number
  pid: number
  id2?: { local?: string }
  args?: { data?: { state?: string }; frame_reporter?: Reporter; chrome_frame_reporter?: Reporter }
}
type Reporter = { state?: string; frame_sequence?: number }
type Span = { pid: number; from: number; to: number }

/** Categories that a trace needs for `framesIn`. */
export const categories = ['cc', 'benchmark', 'viz', 'blink.animations']

const interval = 1_000 / 60

export const framesIn = (traceEvents: unknown[]): Frames => {
  const events = (traceEvents as Event[]).toSorted((a, b) => a.ts - b.ts)
  const spans = merged(animations(events))
  const shown = presented(events)
  const each = spans.map((span) => {
    const { pid, from, to } = span
    const ours = shown.filter((frame) => frame.pid === pid && frame.at >= from && frame.at < to)
    const due = Math.floor((to - from) / interval)
    const times = [...ours.map(({ shownAt }) => shownAt)].sort((a, b) => a - b)
    return {
      due,
      // A span of 600 ms may hold one frame more than it has intervals.
      shown: Math.min(due, new Set(ours.map(({ sequence }) => sequence)).size),
      longestStill: Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time))),
    }
  })
  return {
    due: sum(each.map(({ due }) => due)),
    shown: sum(each.map(({ shown }) => shown)),
    longestStill: Math.max(0, ...each.map(({ longestStill }) => longestStill)),
    making: durations(events, 'ProxyImpl::ScheduledActionDraw', spans),
    drawing: durations(events, 'Display::DrawAndSwap', spans),
  }
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const durations = (events: Event[], what: string, spans: Span[]): number[] =>
  events
    .filter(
      ({ name, ts }) => name === what && spans.some(({ from, to }) => ts / 1e3 >= from && ts / 1e3 < to),
    )
    .map(({ dur = 0 }) => dur / 1_000)

/** From when the compositor runs an animation until it is over. */
const animations = (events: Event[]): Span[] => {
  const running = new Map<string, number>()
  return events.flatMap(({ name, ph, ts, pid, id2, args }) => {
    if (name !== 'Animation') return []
    const id = `${pid} ${id2?.local}`
    if (args?.data?.state === 'running' && ph === 'n') running.set(id, ts / 1_000)
    const from = running.get(id)
    if (ph !== 'e' || from === undefined) return []
    running.delete(id)
    return [{ pid, from, to: ts / 1_000 }]
  })
}

/** Spans that overlap are one: rows travel together. */
const merged = (spans: Span[]): Span[] =>
  spans
    .toSorted((a, b) => a.from - b.from)
    .reduce<Span[]>((all, span) => {
      const last = all.at(-1)
      if (last === undefined || last.pid !== span.pid || span.from > last.to) return [...all, span]
      return [...all.slice(0, -1), { ...last, to: Math.max(last.to, span.to) }]
    }, [])

/** Frames that were shown, with when their work began. One frame may have two reports, its main thread's and its compositor's. */
const presented = (events: Event[]) => {
  const begun = new Map<string, { at: number; sequence: number | undefined; state: string }>()
  return events.flatMap(({ name, ph, ts, pid, id2, args }) => {
    if (name !== 'PipelineReporter') return []
    const id = `${pid} ${id2?.local}`
    const reporter = args?.frame_reporter ?? args?.chrome_frame_reporter
    if (ph === 'b' && reporter)
      begun.set(id, { at: ts / 1_000, sequence: reporter.frame_sequence, state: reporter.state ?? '' })
    const begin = begun.get(id)
    if (ph !== 'e' || begin === undefined) return []
    begun.delete(id)
    return begin.state.startsWith('STATE_PRESENTED') ? [{ pid, shownAt: ts / 1_000, ...begin }] : []
  })
}
