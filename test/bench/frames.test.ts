import { expect, test } from 'vitest'
import { framesIn } from '../../bench/frames.ts'

const interval = 1_000 / 60
const page = 7

/** Events of a trace as Chromium writes them; times in milliseconds. */
const animation = (id: string, from: number, to: number) => [
  { name: 'Animation', ph: 'b', ts: (from - 20) * 1e3, pid: page, id2: { local: id } },
  {
    name: 'Animation',
    ph: 'n',
    ts: from * 1e3,
    pid: page,
    id2: { local: id },
    args: { data: { state: 'running' } },
  },
  { name: 'Animation', ph: 'e', ts: to * 1e3, pid: page, id2: { local: id }, args: {} },
]
const frame = (sequence: number, at: number, state: string, pid = page, id = `${pid}-${sequence}`) => [
  {
    name: 'PipelineReporter',
    ph: 'b',
    ts: at * 1e3,
    pid,
    id2: { local: id },
    args: { frame_reporter: { state, frame_sequence: sequence } },
  },
  { name: 'PipelineReporter', ph: 'e', ts: (at + 8) * 1e3, pid, id2: { local: id }, args: {} },
]
const frames = (from: number, count: number, state = 'STATE_PRESENTED_ALL', pid = page) =>
  Array.from({ length: count }, (_, index) =>
    frame(from * 100 + index, from + index * interval, state, pid),
  ).flat()

test('every frame of a travel was shown', () => {
  expect(framesIn([...animation('a', 100, 701), ...frames(100, 36)])).toEqual({
    due: 36,
    shown: 36,
    longestStill: expect.closeTo(interval, 3),
    making: [],
    drawing: [],
  })
})

test('frames that were dropped, never begun, of another page or outside a travel are not counted as shown', () => {
  const { due, shown, longestStill } = framesIn([
    ...animation('a', 100, 701),
    ...frames(100, 10),
    ...frames(100 + 10 * interval, 6, 'STATE_DROPPED'),
    ...frames(400, 5),
    ...frames(100, 36, 'STATE_PRESENTED_ALL', page + 1),
    ...frames(900, 30),
  ])
  expect({ due, shown }).toEqual({ due: 36, shown: 15 })
  expect(longestStill).toBeCloseTo(300 - 9 * interval, 3)
})

test('a frame with a report of its main thread and one of its compositor is one, rows that travel together are one travel', () => {
  const both = frames(100, 36).map((event) => ({ ...event, id2: { local: `${event.id2.local} again` } }))
  const events = [...animation('a', 100, 701), ...animation('b', 101, 701), ...frames(100, 36), ...both]
  expect(framesIn(events)).toMatchObject({ due: 36, shown: 36 })
})
