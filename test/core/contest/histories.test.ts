import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '#core/contest/acts.ts'
import { canonicalJson } from '#core/canonical.ts'
import { evolve } from '#core/contest/evolve.ts'
import {
  emptyState,
  isCorrectionDue,
  isCounted,
  isUnsealed,
  latestVersion,
  roundState,
  statusAt,
  type RoundState,
  type RoundStatus,
} from '#core/contest/state.ts'
import { Findings, parseLog } from '#core/verify.ts'
import { tallyOf } from '#core/tally.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { begin, decideAt, happen, happenBy, sealed, type Played } from './play.ts'

/** Organisers, the seal and the roster at work in any order, with commands that lose races and are decided late. */
type Step = {
  wait: number
  late: number
  actor: string
  act: Command | 'seal' | 'roster' | 'leave' | 'reissue'
}

const rounds = ['first', 'second']
const round = fc.constantFrom(...rounds)
const seconds = fc.integer({ min: 1, max: 60 })
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('openRound' as const), round, seconds }),
  fc.record({ type: fc.constant('openRound' as const), round }),
  fc.record({ type: fc.constant('closeRound' as const), round, inSeconds: fc.integer({ min: 3, max: 20 }) }),
  fc.record({ type: fc.constant('extendRound' as const), round, seconds }),
  fc.record({ type: fc.constant('reopenRound' as const), round, seconds }),
  fc.record({ type: fc.constant('sealRound' as const), round }),
  fc.record({ type: fc.constant('publishResult' as const), round }),
  fc.record({ type: fc.constant('releaseComments' as const), round }),
  fc.record({
    type: fc.constant('showMarks' as const),
    round,
    contestant: fc.constantFrom('east', 'west', null),
  }),
  fc.record({ type: fc.constant('reveal' as const), round, places: fc.nat(3) }),
  fc.record({ type: fc.constant('revealParts' as const), round, added: fc.nat(3) }),
  fc.record({ type: fc.constant('voidRound' as const), round, reason: fc.constant('重投') }),
  fc.record({
    type: fc.constant('stageContestant' as const),
    contestant: fc.constantFrom('east', 'west', null),
  }),
  fc.record({
    type: fc.constant('startSpeech' as const),
    contestant: fc.constantFrom('east', 'west'),
    part: fc.constantFrom(1, 2),
  }),
  fc.record({ type: fc.constant('pauseSpeech' as const), reason: fc.constant('话筒故障') }),
  fc.record({
    type: fc.constant('amend' as const),
    what: fc.constant('contestant' as const),
    id: fc.constantFrom('east', 'west'),
    fields: fc.record({ unit: fc.constantFrom('', '甲镇', '乙镇') }),
    reason: fc.constant('印错'),
  }),
  fc.record({
    type: fc.constant('withdrawContestant' as const),
    contestant: fc.constantFrom('east', 'west'),
    reason: fc.constant('临时有事'),
  }),
  fc.constantFrom({ type: 'resumeSpeech' as const }, { type: 'endSpeech' as const }),
  fc.record({
    type: fc.constant('propose' as const),
    action: fc.oneof(
      fc.record({
        kind: fc.constant('adjust' as const),
        round,
        contestant: fc.constantFrom('east', 'west'),
        points: fc.constantFrom('1', '-1', '0.5'),
        why: fc.constantFrom('bonus' as const, 'deduct' as const),
      }),
      fc.record({
        kind: fc.constantFrom('disqualify' as const, 'reinstate' as const, 'withdraw' as const),
        round,
        contestant: fc.constantFrom('east', 'west'),
      }),
      fc.record({ kind: fc.constant('void' as const), round }),
    ),
    reason: fc.constant('记错了'),
  }),
  fc.record({ type: fc.constant('approve' as const), proposal: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant('approve' as const), proposal: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant('decline' as const), proposal: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant('messageStage' as const), text: fc.constantFrom('请走近话筒', null) }),
)
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.nat(25),
  actor: fc.constantFrom('chen', 'lin'),
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(10) }),
  act: fc.oneof(
    { weight: 8, arbitrary: command },
    {
      weight: 2,
      arbitrary: fc.constantFrom('seal' as const, 'roster' as const, 'leave' as const, 'reissue' as const),
    },
  ),
})

const speech = { parts: [60, 20].map((seconds) => ({ name: '陈述', seconds })) }
const judged = {
  panels: [
    { electorate: 'village', ballot: { kind: 'choose' as const, max: 1 } },
    {
      electorate: 'judges',
      ballot: { kind: 'score' as const, criteria: [{ id: 'k', name: 'K', max: 10 }] },
    },
  ],
  showMarks: { atLeast: 1 },
  adjust: { bonus: { most: 1 }, deduct: { most: 1 } },
}
const contest = contestWith({
  approvals: 'two',
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'judges', name: '评委', role: 'judge' },
  ],
  rounds: rounds.map((id) => roundWith({ id, speech, ...judged })),
})
/** East has a mark that grows with the log; nobody has marked west. */
const tallyAfter = ({ log }: Played) => tallyOf(['judges|||cast', `judges|east||${log.length % 10}`])

type Look = (before: Played, after: Played) => void

/** Plays the steps, telling `look` what stood before and after each. */
function play(steps: readonly Step[], look?: Look): Played {
  let played = begin(contest)
  let now = 0
  for (const { wait, late, actor, act } of steps) {
    now += wait
    const after = take(played, now - late, actor, act)
    look?.(played, after)
    played = after
  }
  return played
}

function take(played: Played, arrival: number, actor: string, act: Step['act']): Played {
  if (act === 'roster')
    return happen(played, arrival, { type: 'votersAdded', added: { village: 1 }, updated: 0 })
  if (act === 'leave') {
    if ((played.state.eligible['village'] ?? 0) === 0) return played
    const left = {
      voters: [`v${played.log.length}`],
      reason: '名单导错了',
      removed: { village: 1 },
      epoch: 2,
    }
    return happen(played, arrival, { type: 'votersRemoved', ...left })
  }
  if (act === 'reissue')
    return happen(played, arrival, { type: 'codeReissued', voter: 'zhang', epoch: played.log.length })
  if (act === 'seal') return sealWhatIsDue(played, arrival)
  const decision = decideAt(played, arrival, act, tallyAfter(played), { actor })
  return 'events' in decision ? happenBy(actor, played, arrival, ...decision.events) : played
}

/** What the seal function does when it has counted. */
function sealWhatIsDue(played: Played, arrival: number): Played {
  const due = rounds.flatMap((id) => {
    const current = roundState(played.state, id)
    const { attempt } = current
    if (current.phase === 'sealing') return [sealed({ round: id, attempt })]
    return isCounted(current) && isCorrectionDue(current)
      ? [sealed({ round: id, attempt, version: latestVersion(current).version + 1 })]
      : []
  })
  return happen(played, arrival, ...due)
}

const windowsOf = (round: RoundState) => (round.phase === 'waiting' ? [] : round.windows)

const everyRound = (before: Played, after: Played) =>
  rounds.map((id) => ({ before: roundState(before.state, id), after: roundState(after.state, id) }))

describe('in any history', () => {
  const holds = (look: Look) =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => void play(steps, look)),
      { numRuns: 300 },
    )

  it('the log, read again from the store, gives the same state', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { log, state } = play(steps)
        const stored = JSON.parse(JSON.stringify(log)) as typeof log
        expect(stored.reduce(evolve, emptyState)).toEqual(state)
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      }),
    )
  })

  it('the log is one in which the verifier finds nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { log, state } = play(steps)
        const findings = new Findings()
        const read = parseLog(
          log.map((event) => `${canonicalJson(event)}\n`).join(''),
          'log.ndjson',
          findings,
        )
        expect(findings.kept).toEqual([])
        expect(read.state).toEqual(state)
      }),
      { numRuns: 300 },
    )
  })

  it('nothing comes into force that one person alone wanted, and versions hold all that did', () => {
    holds((_, after) => {
      for (const { after: next } of everyRound(after, after)) {
        if (next.phase === 'waiting') continue
        for (const { by } of next.actions ?? []) expect(new Set(by).size).toBe(2)
        if (!isCounted(next)) continue
        expect(next.versions.map(({ version }) => version)).toEqual(
          next.versions.map((_, index) => index + 1),
        )
        const held = next.versions.map(({ actions = 0 }) => actions)
        expect(held.slice(1).every((count, index) => count > (held[index] ?? 0))).toBe(true)
        expect(held.at(-1)).toBeLessThanOrEqual(next.actions?.length ?? 0)
      }
    })
  })

  it('what is counted is voided by two persons only', () => {
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after)) {
        if (!isCounted(old) || next.phase !== 'waiting') continue
        expect(after.log.at(-1)?.type).toBe('approved')
      }
    })
  })

  it('attempts only grow, one at a time', () => {
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after))
        expect([old.attempt, old.attempt + (next.phase === 'waiting' ? 1 : 0)]).toContain(next.attempt)
    })
  })

  it('the end of a window that has passed never moves', () => {
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after)) {
        if (next.attempt !== old.attempt) continue
        const passed = windowsOf(old).filter(
          ({ closesAt }) => closesAt !== null && closesAt <= before.state.at,
        )
        expect(windowsOf(next).slice(0, passed.length)).toEqual(passed)
      }
    })
  })

  it('windows follow one another', () => {
    holds((_, after) => {
      for (const { after: next } of everyRound(after, after))
        for (const [index, { opensAt, closesAt }] of windowsOf(next).entries()) {
          const following = windowsOf(next)[index + 1]
          expect(closesAt === null || opensAt < closesAt).toBe(true)
          expect(following === undefined || (closesAt !== null && closesAt <= following.opensAt)).toBe(true)
        }
    })
  })

  it('a round that is being sealed, or is sealed, takes no ballots', () => {
    holds((_, after) => {
      for (const { after: next } of everyRound(after, after)) {
        if (next.phase === 'waiting' || next.phase === 'opened') continue
        expect(windowsOf(next).every(({ closesAt }) => closesAt !== null && closesAt <= after.state.at)).toBe(
          true,
        )
      }
    })
  })

  it('once the seal is asked for, no window of the attempt is added or moved', () => {
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after)) {
        if (old.phase === 'waiting' || old.phase === 'opened' || next.attempt !== old.attempt) continue
        expect(windowsOf(next)).toEqual(old.windows)
      }
    })
  })

  it('a round goes from one state only to those that follow it', () => {
    const follows: Record<RoundStatus, RoundStatus[]> = {
      waiting: ['waiting', 'open'],
      open: ['open', 'closed', 'waiting'],
      closed: ['closed', 'open', 'sealed', 'waiting'],
      sealed: ['sealed', 'published', 'waiting'],
      published: ['published', 'waiting'],
    }
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after))
        expect(follows[statusAt(old, after.state.at)]).toContain(statusAt(next, after.state.at))
    })
  })

  it('the log never runs backwards in time', () => {
    holds((before, after) => expect(after.state.at >= before.state.at).toBe(true))
  })

  it('once closed, who is eligible stays the same until it is voted again', () => {
    holds((before, after) => {
      for (const { before: old, after: next } of everyRound(before, after)) {
        if (!isUnsealed(old) || !isUnsealed(next) || old.windows.length !== next.windows.length) continue
        if (statusAt(old, before.state.at) !== 'closed' || statusAt(next, after.state.at) !== 'closed')
          continue
        expect(next.eligible ?? after.state.eligible).toEqual(old.eligible ?? before.state.eligible)
      }
    })
  })
})
