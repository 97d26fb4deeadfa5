import type { Ballot, BookLine } from '#contract/ballot.ts'
import type { BallotRule, BallotRuleOf, Contest, Panel, Round, TieBreak } from '#contract/contest.ts'
import type { Random } from '#core/random.ts'
import type { SecondFacts } from './second-count.ts'

/** A contest of one round with every rule of counting that there is, drawn by chance, its ballots and what people decided. */
export type RandomCount = { contest: Contest; round: Round; book: BookLine[]; facts: SecondFacts }

const people = ['a', 'b', 'c', 'd', 'e', 'f']
const electorates = ['p', 'q', 'r']
const mayRecuse = (ballot: BallotRule): boolean =>
  ballot.kind !== 'rank' && !(ballot.kind === 'choose' && ballot.base === 'eligible')

const grades: BallotRuleOf<'grade'>['grades'] = [
  { id: 'best', name: 'Best', value: 95.5 },
  { id: 'good', name: 'Good', value: 80 },
  { id: 'poor', name: 'Poor', value: 0 },
  { id: 'unsure', name: 'Unsure', value: null },
]

export function randomCount(random: Random): RandomCount {
  const maybe = (chance = 0.5) => random.within(0, 999) < chance * 1_000
  const tenths = (least: number, most: number) => random.within(least * 10, most * 10) / 10
  const some = <Item>(items: readonly Item[], least: number): Item[] => {
    const chosen = items.filter(() => maybe())
    return chosen.length >= least ? chosen : items.slice(0, least)
  }

  function ballotRule(): BallotRule {
    const kind = random.of(['choose', 'grade', 'score', 'rank'] as const)
    switch (kind) {
      case 'choose':
        return {
          kind,
          min: 0,
          max: 3,
          ...(maybe(0.3) && { measure: 'votes' as const }),
          ...(maybe(0.3) && { base: 'eligible' as const }),
        }
      case 'grade':
        return { kind, grades, ...(maybe() && { measure: { share: ['best', 'good'] } }) }
      case 'score':
        return {
          kind,
          criteria: [
            { id: 'idea', name: 'Idea', max: 10, step: 0.1, factor: 0.7 },
            { id: 'form', name: 'Form', max: 5, step: 0.5 },
          ],
          ...(maybe() && { drop: { high: 1, low: 1, ...(maybe(0.3) && { atLeast: 5 }) } }),
          ...(maybe() && { per: 'criterion' as const }),
        }
      case 'rank':
        return { kind, points: [5, 3.5, 1], ...(maybe() && { measure: 'percent' as const }) }
    }
  }

  function conversion({ kind }: BallotRule): Pick<Panel, 'convert'> {
    const way = random.of(['none', 'none', 'band', 'list', 'even', 'less'] as const)
    switch (way) {
      case 'none':
        return {}
      case 'band':
        return {
          convert: {
            by: 'band',
            bands: [60, 0, 90, 30, 5].map((from) => ({ from, points: tenths(0, 200) })),
            ...(kind === 'grade' && maybe() && { of: { share: ['best'] } }),
            ...(kind === 'grade' &&
              maybe() && { unless: { share: ['poor', 'unsure'], atLeast: 33.33, points: 130 } }),
          },
        }
      case 'list':
        return { convert: { by: 'place', points: [10, 8.5, 5] } }
      case 'even':
        return { convert: { by: 'place', full: 5, less: 'even' } }
      case 'less':
        return { convert: { by: 'place', full: tenths(1, 100), less: random.of([0, 2, 33.3]) } }
    }
  }

  const contestants = people.slice(0, random.within(2, people.length))
  const panels = electorates.slice(0, random.within(1, electorates.length)).map((electorate): Panel => {
    const ballot = ballotRule()
    return {
      electorate,
      ballot,
      ...(maybe(0.8) && { weight: tenths(0, 100) }),
      ...conversion(ballot),
      ...(mayRecuse(ballot) && maybe(0.4) && { recuse: { match: [] } }),
    }
  })

  function ties(): TieBreak[] {
    const ofPanels = panels.flatMap(({ electorate: panel, ballot }): TieBreak[] => [
      { by: 'panel', panel },
      { by: 'voters', panel },
      { by: 'countback', panel },
      ...(ballot.kind === 'score' ? [{ by: 'criterion' as const, panel, criterion: 'idea' }] : []),
    ])
    const exact: TieBreak[] = panels.some(({ convert }) => convert) ? [] : [{ by: 'exact' }]
    return random.some([...ofPanels, ...exact, ...(maybe(0.2) ? [{ by: 'order' as const }] : [])], 3)
  }

  const round: Round = {
    id: 'r',
    title: 'Round',
    panels,
    ...(maybe(0.7) && { ties: ties() }),
    ...(maybe() && { cut: { top: random.within(1, 4), ties: random.of(['all', 'decide'] as const) } }),
    ...(maybe() && {
      awards: [
        { id: 'first', name: 'First', most: random.of([1, 2, '30%', '1/3']) },
        {
          id: 'second',
          name: 'Second',
          ...(maybe() && { most: 2 }),
          ...(maybe() && { from: tenths(0, 60) }),
          ...(maybe() && { ties: 'all' as const }),
        },
      ],
    }),
  }
  const contest: Contest = {
    id: 'random',
    title: 'Random',
    decimals: random.of([0, 1, 2, 3, 4] as const),
    electorates: electorates.map((id) => ({ id, name: id, role: id === 'p' ? 'judge' : 'voter' })),
    contestants: contestants.map((id) => ({ id, name: id })),
    rounds: [round],
  }

  function lineIn(panel: Panel): Pick<BookLine, 'ballot' | 'recused' | 'shadow'> {
    const recused = panel.recuse ? random.some(contestants, 2).slice(0, contestants.length - 1) : []
    return {
      ballot: ballotIn(
        panel,
        contestants.filter((id) => !recused.includes(id)),
      ),
      ...(recused.length > 0 && { recused }),
      ...(panel.electorate === 'p' && maybe(0.1) && { shadow: true as const }),
    }
  }

  function ballotIn({ electorate, ballot }: Panel, contestants: readonly string[]): Ballot {
    const all = <Value>(value: () => Value): Record<string, Value> =>
      Object.fromEntries(some(contestants, 1).map((id) => [id, value()]))
    switch (ballot.kind) {
      case 'choose':
        return { electorate, choices: some(contestants, 0).slice(0, 3) }
      case 'grade':
        return { electorate, grades: all(() => random.of(grades).id) }
      case 'score':
        return {
          electorate,
          scores: all(() => ({
            idea: random.within(0, 100) / 10,
            ...((ballot.per !== 'criterion' || maybe(0.8)) && { form: random.within(0, 10) / 2 }),
          })),
        }
      case 'rank': {
        const order = random.shuffled(contestants)
        return { electorate, ranking: order.slice(0, random.within(Math.min(3, order.length), order.length)) }
      }
    }
  }

  const book = Array.from({ length: random.within(0, 14) }, (_, index): BookLine => ({
    id: String(100 + index),
    ...lineIn(random.of(panels)),
  }))
  const facts: SecondFacts = {
    eligible: Object.fromEntries(panels.map(({ electorate }) => [electorate, random.within(0, 20)])),
    ...(maybe(0.3) && {
      unranked: { [random.of(contestants)]: random.of(['disqualified', 'withdrawn'] as const) },
    }),
    ...(maybe(0.4) && {
      adjustments: random.some(contestants, 3).map((contestant) => ({
        contestant,
        points: random.of(['-1', '3', '-30', '+2', '0']),
      })),
    }),
    ...(book.length > 0 && maybe(0.3) && { excluded: random.some(book, 3).map(({ id }) => id) }),
    ...(maybe(0.3) && { cut: random.some(contestants, 2) }),
  }
  return { contest, round, book, facts }
}
