import { setTimeout as sleep } from 'node:timers/promises'
import type { Ballot } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import type { Links, LocalSystem } from './local-system.ts'
import { Player } from './player.ts'
import { type Random, randomFrom } from '#core/random.ts'

/** A contest with everything that a bundle can hold: every kind of ballot, conversions, awards, recusal, a shadow judge, judges' marks that are shown and corrected, named and secret rounds, shares and ties, a cut, a quorum, somebody unranked and a panel that nobody filled. */
export const proofContest: Contest = {
  id: 'proof',
  title: '核验样例',
  decimals: 2,
  electorates: [
    { id: 'jury', name: '评委', role: 'judge' },
    { id: 'town', name: '镇', role: 'voter' },
    { id: '村民', name: '村民', role: 'voter' },
  ],
  groups: [{ id: 'north', name: '北片' }],
  contestants: ['east', 'west', 'south', '北村', 'centre'].map((id, index) => ({
    id,
    name: `${index + 1}号“${id}”`,
    ...(index < 4 && { group: 'north' }),
  })),
  rounds: [
    {
      id: 'named',
      title: '述职',
      seconds: 3,
      panels: [
        {
          electorate: 'jury',
          weight: 70,
          ballot: {
            kind: 'score',
            criteria: [
              { id: 'content', name: '内容', max: 60, step: 0.5 },
              { id: 'form', name: '表达', max: 20, step: 0.1, factor: 1.5 },
            ],
            drop: { high: 1, low: 1 },
          },
        },
        { electorate: '村民', weight: 30, ballot: { kind: 'choose', max: 2 } },
      ],
      ties: [{ by: 'panel', panel: 'jury' }, { by: 'voters', panel: '村民' }, { by: 'exact' }],
      speech: { parts: [{ name: '陈述', seconds: 1 }] },
      showMarks: { atLeast: 5 },
      adjust: { bonus: { most: 3 } },
    },
    {
      id: 'secret',
      title: '无记名投票',
      seconds: 3,
      secret: true,
      group: 'north',
      panels: [
        {
          electorate: '村民',
          ballot: { kind: 'choose', min: 0, max: 2, base: 'eligible' },
          quorum: { atLeast: '95%' },
        },
      ],
      ties: [{ by: 'order' }],
    },
    {
      id: 'grades',
      title: '满意度测评',
      seconds: 3,
      awards: [
        { id: 'first', name: '优秀', most: '30%' },
        { id: 'second', name: '良好', from: 60, ties: 'all' },
      ],
      panels: [
        {
          electorate: 'town',
          weight: 40,
          ballot: { kind: 'grade', grades: grades(100, 75.5, null), measure: { share: ['good', 'fair'] } },
          convert: {
            by: 'band',
            bands: [
              { from: 0, points: 60 },
              { from: 50, points: 80 },
              { from: 75, points: 95.5 },
            ],
            unless: { share: ['unknown'], atLeast: 50, points: 40 },
          },
        },
        {
          electorate: '村民',
          weight: 60,
          ballot: { kind: 'grade', grades: grades(10, 6, null) },
          convert: { by: 'place', full: 100, less: 'even' },
        },
      ],
    },
    {
      id: '排序',
      title: '排序',
      seconds: 3,
      contestants: ['centre', 'east', 'west', 'south'],
      panels: [{ electorate: 'town', ballot: { kind: 'rank', points: [5, 3.5, 1], measure: 'percent' } }],
      ties: [{ by: 'countback', panel: 'town' }],
      cut: { top: 2, ties: 'decide' },
    },
    {
      id: 'criteria',
      title: '分项',
      seconds: 3,
      panels: [
        {
          electorate: 'jury',
          ballot: {
            kind: 'score',
            per: 'criterion',
            criteria: [
              { id: 'a', name: '甲', max: 10, factor: 0.3 },
              { id: 'b', name: '乙', max: 10, step: 0.25 },
            ],
            drop: { high: 1, low: 1, atLeast: 5 },
          },
          recuse: { match: [] },
          quorum: { over: '1/2' },
        },
        // Nobody fills this one, and the judges pass by `centre`; 北村 withdraws before.
        { electorate: 'town', weight: 20, ballot: { kind: 'choose', max: 1 } },
      ],
      ties: [{ by: 'criterion', panel: 'jury', criterion: 'a' }],
      showMarks: { atLeast: 5 },
    },
    { id: 'later', title: '以后', panels: [{ electorate: 'town', ballot: { kind: 'choose', max: 1 } }] },
  ],
}

function grades(good: number, fair: number, none: null) {
  return [
    { id: 'good', name: '好', value: good },
    { id: 'fair', name: '一般', value: fair },
    { id: 'unknown', name: '不了解', value: none },
  ]
}

const judges = ['j1', 'j2', 'j3', 'j4', 'j5']
/** A judge who gives one contestant no mark, and one whose marks do not count. */
const [recused, shadow] = ['j1', 'j9']
const towns = ['t1', 't2', 't3', 't4', 't5', 't6']
const villagers = Array.from({ length: 24 }, (_, index) => `v${index + 1}`)

export const proofRoster = [
  'id,electorate,name,unit,recuse,shadow,excused',
  ...judges.map((id) => `${id},jury,评委${id},,${id === recused ? 'south' : ''},,${id === 'j2' ? '是' : ''}`),
  `${shadow},jury,观摩者,,,是,`,
  ...towns.map((id) => `${id},town,镇${id},,,,`),
  ...villagers.map((id) => `${id},村民,村民${id},东村,,,`),
].join('\n')

/** Who votes what in a round, by chance; some stay away. */
function ballotsIn(round: string, random: Random): [voter: string, ballot: Ballot][] {
  const all = proofContest.contestants.map(({ id }) => id)
  const north = all.slice(0, 4)
  const half = (most: number) => random.within(0, most * 2) / 2
  const scores = (
    criteria: Record<string, () => number>,
    contestants = all,
  ): Record<string, Record<string, number>> =>
    Object.fromEntries(
      contestants.map((id) => [
        id,
        Object.fromEntries(Object.entries(criteria).map(([name, score]) => [name, score()])),
      ]),
    )
  const graded = () =>
    Object.fromEntries(all.map((id) => [id, random.of(['good', 'fair', 'unknown'] as const)]))
  const present = villagers.slice(0, 20)
  switch (round) {
    case 'named':
      return [
        ...judges.map((id): [string, Ballot] => [
          id,
          {
            electorate: 'jury',
            scores: scores({ content: () => half(60), form: () => random.within(0, 200) / 10 }),
          },
        ]),
        ...present.map((id): [string, Ballot] => [
          id,
          { electorate: '村民', choices: [...new Set([random.of(all), random.of(all)])] },
        ]),
      ]
    case 'secret':
      return present.map((id) => [id, { electorate: '村民', choices: random.some(north, 2) }])
    case 'grades':
      return [
        ...towns.map((id): [string, Ballot] => [id, { electorate: 'town', grades: graded() }]),
        ...present.map((id): [string, Ballot] => [id, { electorate: '村民', grades: graded() }]),
      ]
    case '排序':
      return towns.map((id) => [
        id,
        { electorate: 'town', ranking: shuffled(['centre', 'east', 'west', 'south'], random) },
      ])
    default:
      return [...judges, shadow].map((id) => [
        id,
        {
          electorate: 'jury',
          scores: scores(
            { a: () => half(10), b: () => random.within(0, 40) / 4 },
            all.slice(0, 3).filter((one) => id !== recused || one !== 'south'),
          ),
        },
      ])
  }
}

const shuffled = <Item>(items: readonly Item[], random: Random): Item[] =>
  items
    .map((item) => ({ item, place: random.within(0, 1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

/** Plays the contest on a running system, round by round, with what can go wrong in an evening. */
export class ProofEvening {
  readonly #player: Player
  readonly #links: Links
  readonly #random: Random
  readonly #tokens = new Map<string, string>()
  #organiser = ''
  #owner = ''
  #proposals = 0

  private constructor(system: LocalSystem, links: Links, seed: number) {
    this.#player = new Player(() => system.base)
    this.#links = links
    this.#random = randomFrom(seed)
  }

  static async begin(system: LocalSystem, seed: number): Promise<ProofEvening> {
    const evening = new ProofEvening(system, await system.links(), seed)
    const { organiser, owner, judges, voters } = evening.#links
    evening.#owner = await evening.#player.signIn(owner.code)
    evening.#organiser = await evening.#player.signIn(organiser.code)
    for (const { id, code } of [...judges, ...voters])
      evening.#tokens.set(id, await evening.#player.signIn(code))
    return evening
  }

  async command(body: object, token = this.#organiser): Promise<void> {
    const answer = await this.#player.ask('POST', '/contests/proof/commands', token, body)
    if (answer.status !== 200) throw new Error(`${JSON.stringify(body)} was refused: ${answer.text}`)
  }

  /** One person proposes an action, another approves it. */
  async agree(action: object, reason: string): Promise<void> {
    await this.command({ type: 'propose', action, reason })
    await this.command({ type: 'approve', proposal: ++this.#proposals }, this.#owner)
  }

  /** Two persons put a sealed result right: its further version is counted and published. */
  async putRight(round: string, action: object, reason: string): Promise<void> {
    const path = `/contests/proof/rounds/${encodeURIComponent(round)}/results`
    const versions = async (): Promise<number> =>
      (await this.#player.ask('GET', path, this.#owner)).body.results.length
    const before = await versions()
    await this.agree({ ...action, round }, reason)
    for (let tries = 0; tries < 300 && (await versions()) === before; tries++) await sleep(100)
    await this.command({ type: 'publishResult', round, confirm: true })
  }

  /** The receipt of somebody's ballot. */
  async receiptOf(voter: string, round: string): Promise<string> {
    const path = `/contests/proof/rounds/${encodeURIComponent(round)}/ballot`
    return (await this.#player.ask('GET', path, this.#tokens.get(voter))).body.receipt
  }

  /** Opens a round and has everybody vote. */
  async vote(round: string): Promise<void> {
    await this.command({ type: 'openRound', round, seconds: 600 })
    for (const [voter, ballot] of ballotsIn(round, this.#random)) {
      const comments = 'scores' in ballot && {
        comments: { east: { strength: `${voter}说好`, note: '保密' } },
      }
      const path = `/contests/proof/rounds/${encodeURIComponent(round)}/ballot`
      const body = { ballot, requestId: `${round}-${voter}-${this.#random.within(0, 1e9)}`, ...comments }
      const answer = await this.#player.ask('PUT', path, this.#tokens.get(voter), body)
      if (answer.status !== 200) throw new Error(`${voter} in ${round} was refused: ${answer.text}`)
    }
  }

  /** Calls a contestant of a round whose judges have sent all their marks, and shows what they gave. */
  async showMarks(round: string, contestant: string): Promise<void> {
    await this.command({ type: 'stageContestant', contestant })
    await this.#wait(`all marks in ${round}`, async () => {
      const { body } = await this.#player.ask('GET', '/contests/proof/console', this.#organiser)
      return body.details[round].marks[contestant]?.judges === judges.length
    })
    await this.command({ type: 'showMarks', round, contestant })
  }

  /** Has a judge correct the first mark of one contestant. */
  async correct(round: string, judge: string, contestant: string): Promise<void> {
    const [path, token] = [`/contests/proof/rounds/${round}/ballot`, this.#tokens.get(judge)]
    const { ballot } = (await this.#player.ask('GET', path, token)).body
    const [first = ''] = Object.keys(ballot.scores[contestant])
    ballot.scores[contestant][first] = ballot.scores[contestant][first] === 0 ? 1 : 0
    const answer = await this.#player.ask('PUT', path, token, {
      ballot,
      requestId: `${round}-${judge}-again`,
    })
    if (answer.status !== 200) throw new Error(`${judge} in ${round} was refused: ${answer.text}`)
  }

  /** Has rounds that were voted in closed and sealed. */
  async seal(...rounds: string[]): Promise<void> {
    for (const round of rounds) await this.command({ type: 'closeRound', round, inSeconds: 3 })
    await this.#until(rounds, 'closed')
    for (const round of rounds) await this.command({ type: 'sealRound', round })
    await this.#until(rounds, 'sealed')
  }

  async #until(rounds: string[], status: string): Promise<void> {
    await this.#wait(`${rounds.join(', ')} ${status}`, async () => {
      const { body } = await this.#player.ask('GET', '/contests/proof/live')
      return rounds.every((round) => body.rounds[round].status === status)
    })
  }

  async #wait(what: string, isThere: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (await isThere()) return
      await sleep(100)
    }
    throw new Error(`there never was: ${what}`)
  }
}
