import { audiences, closedLoop, steady } from './contest.ts'
import type { Life } from './life.ts'
import type { PageSize } from './pages.ts'
import type { PhoneLoad } from './phone.ts'
import type { Measured } from './voting.ts'

export type Goal = { atLeast: number } | { below: number }
/** `values` has one value of each run. */
export type Figure = { name: string; unit: string; values: number[]; goal?: Goal }
/** Figures of one kind, with a sentence on what they mean. */
export type Section = { title: string; meaning: string; figures: Figure[] }

/** Everything that is reported, in the order of the report. */
export const sectionsOf = (lives: Life[], loads: PhoneLoad[], pages: PageSize[]): Section[] => [
  asFastAsItGoes(lives),
  atSteadyPace(lives),
  fromVoteToViewers(lives),
  phone(loads),
  builtPages(pages),
  starts(lives),
  memory(lives),
]

const asFastAsItGoes = (lives: Life[]): Section => ({
  title: 'As fast as it goes',
  meaning: `${closedLoop.ballots} ballots over ${closedLoop.connections} connections, each with the next ballot as soon as the last is acknowledged, which it is when it is synced to disk. CPU is what all processes of the system spent, the push to the viewers included. Most of it is spent in the server’s one thread, which is the limit.`,
  figures: [
    ...beforeViewers('ballots per second', '/s', lives, ({ perSecond }) => perSecond, { atLeast: 300 }),
    ...beforeViewers('CPU of a ballot', 'ms', lives, ({ cpuPerBallot }) => cpuPerBallot),
    ...beforeViewers('latency p50', 'ms', lives, ({ closed }) => closed.p50),
    ...beforeViewers('latency p99', 'ms', lives, ({ closed }) => closed.p99),
  ],
})

const atSteadyPace = (lives: Life[]): Section => ({
  title: `At ${steady.perSecond} ballots per second`,
  meaning: `${steady.ballots} ballots at times fixed before; latency runs from the time a ballot was due, so that a stall is not hidden by the ballots that wait for it.`,
  figures: [
    ...beforeViewers('latency p50', 'ms', lives, (measured) => measured.steady.p50),
    ...beforeViewers('latency p99', 'ms', lives, (measured) => measured.steady.p99, { below: 200 }),
  ],
})

const fromVoteToViewers = (lives: Life[]): Section => ({
  title: 'From vote to viewer',
  meaning: `From the acknowledgement of a vote to the arrival of the pushed document that counts it, over all votes and all viewers, at ${steady.perSecond} ballots per second. Pushes are at least 250 ms apart, which is the most of it.`,
  figures: [
    ...beforeViewers('delay p50', 'ms', lives, ({ push }) => push?.p50),
    ...beforeViewers('delay p95', 'ms', lives, ({ push }) => push?.p95, { below: 500 }),
    ...beforeViewers('documents per second', '/s', lives, ({ push }) => push?.perSecond),
    ...beforeViewers('largest document', 'B', lives, ({ push }) => push?.largest),
  ],
})

const phone = (loads: PhoneLoad[]): Section => ({
  title: 'A phone',
  meaning:
    'Bytes over the network, headers included, from a tap on a voter’s link of the Haiyang example to a ballot that can be filled, with an empty cache. The video and its player load beside it and are not in the sum.',
  figures: [
    {
      name: 'until it can vote',
      unit: 'B',
      values: loads.map(({ html, js, css, json, other }) => html + js + css + json + other),
    },
    ...(['html', 'js', 'css', 'json', 'other', 'video'] as const).map((kind) => ({
      name: kind === 'video' ? 'video by then' : `of which ${kind}`,
      unit: 'B',
      values: loads.map((load) => load[kind]),
    })),
  ],
})

const builtPages = (pages: PageSize[]): Section => ({
  title: 'Built pages',
  meaning: 'Gzip bytes of the HTML and of the scripts and styles that it names.',
  figures: pages.map(({ page, html, js, css }) => ({ name: page, unit: 'B', values: [html + js + css] })),
})

const starts = (lives: Life[]): Section => ({
  title: 'Start',
  meaning:
    'From the start of the process to “ready”, with pages already built: on an empty data folder, and after a kill -9 with the ballots of a run.',
  figures: [
    {
      name: 'empty folder',
      unit: 'ms',
      values: lives.map(({ readyEmpty }) => readyEmpty),
      goal: { below: 5_000 },
    },
    {
      name: 'with data',
      unit: 'ms',
      values: lives.map(({ readyWithData }) => readyWithData),
      goal: { below: 5_000 },
    },
  ],
})

const memory = (lives: Life[]): Section => ({
  title: 'Memory',
  meaning:
    'Of all processes of the system together: PSS counts a shared page once, RSS once for each process. Idle is 10 s after a start with data, busy right after the last vote.',
  figures: [
    { name: 'idle, PSS', unit: 'MB', values: lives.map(({ idle }) => idle.pss), goal: { below: 300 } },
    { name: 'idle, RSS', unit: 'MB', values: lives.map(({ idle }) => idle.rss) },
    { name: 'busy, PSS', unit: 'MB', values: lives.map(({ busy }) => busy.pss) },
  ],
})

/** A figure for each audience that it was measured before; the goal is for the largest and therefore for all. */
const beforeViewers = (
  name: string,
  unit: string,
  lives: Life[],
  valueOf: (measured: Measured) => number | undefined,
  goal?: Goal,
): Figure[] =>
  audiences.flatMap((audience) => {
    const measured = lives.flatMap(({ voting }) => voting.filter(({ viewers }) => viewers === audience))
    const values = measured.flatMap((one) => valueOf(one) ?? [])
    const title = `${name}, ${audience.toLocaleString('en')} viewers`
    return values.length > 0 ? [{ name: title, unit, values, ...(goal && { goal }) }] : []
  })
