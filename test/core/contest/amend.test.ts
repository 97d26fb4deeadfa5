import { describe, expect, it } from 'vitest'
import type { Command } from '#core/contest/acts.ts'
import { canonicalJson, digestOf } from '#core/canonical.ts'
import { inForce } from '#core/contest/in-force.ts'
import { Findings, parseContestFile, parseLog } from '#core/verify.ts'
import { roundState } from '#core/contest/state.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { begin, decideAt, give, happen, sealed, stages, type Played } from './play.ts'

type Amend = Extract<Command, { type: 'amend' }>
const reason = '名称印错'
const amend = (over: Partial<Amend> = {}): Amend => ({
  type: 'amend',
  what: 'contestant',
  id: 'east',
  fields: { name: '东庄' },
  reason,
  ...over,
})
const nameOf = ({ contest, state }: Played, id = 'east') =>
  inForce(contest, state).contestants.find((one) => one.id === id)?.name
const open = stages().open
const faultsOf = (command: Amend) => {
  const decision = decideAt(open, 20, command)
  return 'faults' in decision ? decision.faults.map(({ path, code }) => `${path} ${code}`) : decision
}

describe('words that people read', () => {
  it('are put right after the opening; the event says what they were, and why', () => {
    expect(decideAt(open, 20, amend())).toEqual({
      events: [
        {
          type: 'amended',
          what: 'contestant',
          id: 'east',
          fields: { name: '东庄' },
          before: { name: '东村' },
          reason,
        },
      ],
    })
    expect(nameOf(give(open, 20, amend()))).toBe('东庄')
  })

  it('of the contest, a round, a group and an electorate too; an empty text takes an optional one away', () => {
    const all: Amend[] = [
      { type: 'amend', what: 'contest', fields: { title: '丰收节决赛', organiser: '甲镇' }, reason },
      amend({ what: 'round', id: 'final', fields: { title: '总决赛' } }),
      amend({ what: 'electorate', id: 'village', fields: { name: '各村' } }),
      amend({ fields: { unit: '甲片', presenter: '张三', highlights: '修了路\n修了桥' } }),
      amend({ fields: { unit: '' } }),
    ]
    const played = all.reduce((before, command, index) => give(before, 20 + index, command), open)
    const contest = inForce(played.contest, played.state)
    expect(contest).toMatchObject({
      title: '丰收节决赛',
      organiser: '甲镇',
      rounds: [{ id: 'final', title: '总决赛' }],
      electorates: [{ id: 'village', name: '各村' }],
    })
    const east = contest.contestants.find(({ id }) => id === 'east')
    expect(east).toEqual({ id: 'east', name: '东村', presenter: '张三', highlights: '修了路\n修了桥' })
  })

  it('only: no rule, no id, nothing that is not there, nothing too long', () => {
    expect(faultsOf(amend({ fields: { group: 'north' } }))).toEqual(['$.fields.group unknown-field'])
    expect(faultsOf(amend({ what: 'round', id: 'final', fields: { seconds: '9' } }))).toEqual([
      '$.fields.seconds unknown-field',
    ])
    expect(faultsOf(amend({ id: 'moon' }))).toEqual(['$.id unknown-contestant'])
    expect(faultsOf({ ...amend(), what: 'contest' })).toEqual(['$.id unknown-field'])
    expect(faultsOf(amend({ fields: { name: ' ' } }))).toEqual(['$.fields.name text-too-short'])
    expect(faultsOf(amend({ fields: { name: '东'.repeat(201) } }))).toEqual(['$.fields.name text-too-long'])
    expect(faultsOf(amend({ fields: { name: '西村' } }))).toEqual(['$.fields.name name-looks-like'])
  })

  it('that are the same already are no correction', () => {
    const refused = { refusal: 'nothing-changes' }
    expect(decideAt(open, 20, amend({ fields: { name: '东村' } }))).toEqual(refused)
    expect(decideAt(open, 20, amend({ fields: {} }))).toEqual(refused)
    const some = decideAt(open, 20, amend({ fields: { name: '东村', unit: '甲片' } }))
    expect(some).toMatchObject({ events: [{ fields: { unit: '甲片' }, before: { unit: '' } }] })
  })

  it('are kept in the head only so far', () => {
    let played = open
    const long = (index: number) => amend({ fields: { highlights: `${index}`.padEnd(2_000, '好') } })
    for (let index = 0; index < 20; index++) {
      const decision = decideAt(played, 20 + index, long(index))
      if ('refusal' in decision) return expect(decision.refusal).toBe('too-many-corrections')
      played = give(played, 20 + index, long(index))
    }
    expect.fail('twenty long corrections were taken')
  })
})

describe('a contestant who leaves', () => {
  const contestants = ['east', 'west', 'south'].map((id) => ({ id, name: `${id}村` }))
  const rounds = [
    roundWith({ id: 'first' }),
    roundWith({ id: 'second' }),
    roundWith({ id: 'third', contestants: ['east', 'west'] }),
  ]
  const waiting = begin(contestWith({ contestants, rounds }))
  const leave = (contestant = 'south'): Command => ({
    type: 'withdrawContestant',
    contestant,
    reason: '临时有事',
  })
  const opened = give(waiting, 0, { type: 'openRound', round: 'first', seconds: 60 })
  const counted = happen(
    give(opened, 70, { type: 'sealRound', round: 'first' }),
    75,
    sealed({ round: 'first' }),
  )
  const contestantsIn = ({ contest, state }: Played, round: string) =>
    inForce(contest, state).rounds.find(({ id }) => id === round)?.contestants

  it('is out of the rounds that are not opened, and stays in those that were', () => {
    expect(decideAt(counted, 80, leave())).toEqual({
      events: [{ type: 'contestantWithdrawn', contestant: 'south', rounds: ['second'], reason: '临时有事' }],
    })
    const left = give(counted, 80, leave())
    expect(['first', 'second', 'third'].map((round) => contestantsIn(left, round))).toEqual([
      ['east', 'west', 'south'],
      ['east', 'west'],
      ['east', 'west'],
    ])
    const next = give(left, 90, { type: 'openRound', round: 'second' })
    const current = roundState(next.state, 'second')
    expect(current.phase === 'opened' && current.contestants).toEqual(['east', 'west'])
    expect(
      contestantsIn(give(left, 90, { type: 'voidRound', round: 'first', reason: '重投' }), 'first'),
    ).toEqual(['east', 'west'])
  })

  it('is in no round that is open or waits for its count, not on stage, and there', () => {
    const refused = (refusal: string) => ({ refusal })
    expect(decideAt(opened, 10, leave())).toEqual(refused('contestant-in-open-round'))
    expect(decideAt(opened, 65, leave())).toEqual(refused('contestant-in-open-round'))
    const staged = give(counted, 80, { type: 'stageContestant', contestant: 'south' })
    expect(decideAt(staged, 81, leave())).toEqual(refused('contestant-on-stage'))
    expect(decideAt(counted, 80, leave('moon'))).toMatchObject({ faults: [{ code: 'unknown-contestant' }] })
    const left = give(counted, 80, leave())
    expect(decideAt(left, 81, leave())).toEqual(refused('nothing-changes'))
    expect(decideAt(left, 81, { type: 'stageContestant', contestant: 'south' })).toEqual(
      refused('contestant-withdrawn'),
    )
  })

  it('leaves enough for a ballot', () => {
    const three = roundWith({
      id: 'first',
      panels: [{ electorate: 'village', ballot: { kind: 'choose', min: 3, max: 3 } }],
    })
    const exact = begin(contestWith({ contestants, rounds: [three] }))
    expect(decideAt(exact, 0, leave())).toEqual({ refusal: 'leaves-too-few' })
    const alone = begin(contestWith({ contestants, rounds: [roundWith({ contestants: ['south'] })] }))
    expect(decideAt(alone, 0, leave())).toEqual({ refusal: 'leaves-too-few' })
    expect(decideAt(alone, 0, leave('east'))).toEqual({ refusal: 'no-round-to-leave' })
  })
})

describe('a verifier', () => {
  const find = (edit: (played: Played) => Played) => {
    const contest = contestWith()
    const defined = begin(contest)
    const [first] = defined.log
    if (!first) throw new Error('the log begins with the document')
    let played = happen(
      { ...defined, log: [], state: { ...defined.state, version: 0, chain: '0'.repeat(64), at: '' } },
      -60,
      {
        type: 'contestDefined',
        document: digestOf(contest),
      },
    )
    played = edit(give(played, 0, { type: 'openRound', round: 'final' }))
    const findings = new Findings()
    const log = parseLog(played.log.map((event) => `${canonicalJson(event)}\n`).join(''), 'log', findings)
    parseContestFile(JSON.stringify(contest), 'contest', log, findings)
    return findings.kept.map(({ code, refusal }) => [code, refusal])
  }

  it('follows corrections one upon the other', () => {
    expect(
      find((played) => give(give(played, 10, amend()), 11, amend({ fields: { name: '东岸' } }))),
    ).toEqual([])
  })

  it('finds one that says something else about what stood there', () => {
    const forged = { what: 'contestant' as const, id: 'east', fields: { name: '东庄' }, reason }
    expect(
      find((played) => happen(played, 10, { type: 'amended', ...forged, before: { name: '北村' } })),
    ).toEqual([['event-misfit', 'other-words']])
    expect(
      find((played) =>
        happen(played, 10, { type: 'amended', ...forged, id: 'moon', before: { name: '北村' } }),
      ),
    ).toEqual([['event-misfit', 'other-words']])
  })
})
