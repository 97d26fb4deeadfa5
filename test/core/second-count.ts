import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Panel, Round, TieBreak } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'

/**
 * A second counter, written from the rules of counting alone and for tests only: it shares no code with the first, holds whole ballots
 * instead of tallies, and fractions that are always reduced.
 */

class Fraction {
  readonly n: bigint
  readonly d: bigint
  constructor(n: bigint, d = 1n) {
    const sign = d < 0n ? -1n : 1n
    const common = gcd(n < 0n ? -n : n, d < 0n ? -d : d)
    this.n = (sign * n) / common
    this.d = (sign * d) / common
  }
  static of(value: number | string): Fraction {
    const [digits = '0', power = '0'] = String(value).replace('+', '').split('e')
    const [whole = '0', part = ''] = digits.split('.')
    const shift = BigInt(Number(power.replace('+', '')) - part.length)
    const all = BigInt(whole + part)
    return shift >= 0n ? new Fraction(all * 10n ** shift) : new Fraction(all, 10n ** -shift)
  }
  plus(o: Fraction): Fraction {
    return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d)
  }
  times(o: Fraction): Fraction {
    return new Fraction(this.n * o.n, this.d * o.d)
  }
  over(o: Fraction): Fraction {
    return new Fraction(this.n * o.d, this.d * o.n)
  }
  /** Below zero, zero or above it. */
  against(o: Fraction): number {
    const difference = this.n * o.d - o.n * this.d
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }
  /** Half away from zero. */
  to(places: number): Fraction {
    const unit = 10n ** BigInt(places)
    const twice = (this.n < 0n ? -this.n : this.n) * unit * 2n
    const units = (twice + this.d) / (this.d * 2n)
    return new Fraction(this.n < 0n ? -units : units, unit)
  }
  say(places: number): string {
    const { n, d } = this.to(places)
    const units = (n * 10n ** BigInt(places)) / d
    const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
    const cut = digits.length - places
    return (units < 0n ? '-' : '') + digits.slice(0, cut) + (places > 0 ? `.${digits.slice(cut)}` : '')
  }
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a || 1n : gcd(b, a % b))
const nought = new Fraction(0n)
const f = (value: number | string) => Fraction.of(value)
const total = (values: readonly Fraction[]) => values.reduce((a, b) => a.plus(b), nought)
const ascending = (values: readonly Fraction[]) => [...values].sort((a, b) => a.against(b))
const percent = (part: number, whole: number) => f(100 * part).over(f(whole))

type Drop = { high: number; low: number; atLeast?: number | undefined } | undefined

function mean(values: readonly Fraction[], drop?: Drop): Fraction | null {
  const { high, low } = drop ?? { high: 0, low: 0 }
  const enough = values.length >= (drop?.atLeast ?? high + low + 1)
  const left = enough ? ascending(values).slice(low, values.length - high) : values
  return left.length === 0 ? null : total(left).over(f(left.length))
}

/** What one contestant has in one panel. `marks`: what each mark is worth. */
type Cell = {
  points: Fraction | null
  unrounded: Fraction
  marks: Fraction[]
  criteria: Map<string, Fraction>
  shown: Record<string, unknown>
}
type Setting = { ballots: BookLine[]; eligible: number | null; places: number }

const cell = (over: Partial<Cell>): Cell => ({
  points: null,
  unrounded: nought,
  marks: [],
  criteria: new Map(),
  shown: {},
  ...over,
})

const choicesIn = ({ ballot }: BookLine) => ('choices' in ballot ? ballot.choices : [])
const rankingIn = ({ ballot }: BookLine) => ('ranking' in ballot ? ballot.ranking : [])
const gradeIn = (who: string, { ballot }: BookLine): string | undefined =>
  'grades' in ballot ? ballot.grades[who] : undefined
const scoresIn = (who: string, { ballot }: BookLine): Record<string, number>[] =>
  'scores' in ballot && ballot.scores[who] ? [ballot.scores[who]] : []

function inPanel({ ballot: rule }: Panel, who: string, { ballots, eligible, places }: Setting): Cell {
  const cast = ballots.length
  const recusals = ballots.filter(({ recused }) => recused?.includes(who)).length
  const beside = recusals > 0 ? { recused: recusals } : {}
  switch (rule.kind) {
    case 'choose': {
      const votes = ballots.filter((line) => choicesIn(line).includes(who)).length
      const base = rule.base === 'eligible' ? (eligible ?? 0) : cast - recusals
      const exact = rule.measure === 'votes' ? f(votes) : base > 0 ? percent(votes, base) : null
      const points = cast === 0 ? null : exact
      return cell({
        points: points && points.to(places),
        unrounded: points ?? nought,
        marks: Array.from({ length: votes }, () => f(1)),
        shown: { votes, ...beside },
      })
    }
    case 'grade': {
      const marks = ballots.flatMap((line) => gradeIn(who, line) ?? [])
      const valueOf = new Map(rule.grades.map(({ id, value }) => [id, value]))
      const worth = marks.flatMap((id) => {
        const value = valueOf.get(id)
        return value === null || value === undefined ? [] : [f(value)]
      })
      const share = typeof rule.measure === 'object' ? rule.measure.share : null
      const points = share
        ? marks.length > 0
          ? percent(marks.filter((id) => share.includes(id)).length, marks.length)
          : null
        : mean(worth)
      const grades = Object.fromEntries(
        rule.grades.map(({ id }) => [id, marks.filter((one) => one === id).length]),
      )
      return cell({
        points: points && points.to(places),
        unrounded: points ?? nought,
        marks: worth,
        shown: { marks: marks.length, grades, ...beside },
      })
    }
    case 'score': {
      const scores = ballots.flatMap((line) => scoresIn(who, line))
      const factorOf = (id: string) => f(rule.criteria.find((one) => one.id === id)?.factor ?? 1)
      const totals = scores.map((one) =>
        total(Object.entries(one).map(([id, score]) => f(score).times(factorOf(id)))),
      )
      const rounded = totals.map((one) => one.to(places))
      const criteria = new Map<string, Fraction>()
      const exact: Fraction[] = []
      for (const { id } of rule.criteria) {
        const average = mean(
          scores.flatMap((one) => (one[id] === undefined ? [] : [f(one[id])])),
          rule.drop,
        )
        if (average === null) continue
        criteria.set(id, average.to(places).times(factorOf(id)).to(places))
        exact.push(average.times(factorOf(id)))
      }
      const ofTotals = rule.per !== 'criterion'
      const points = ofTotals
        ? (mean(rounded, rule.drop)?.to(places) ?? null)
        : criteria.size > 0
          ? total([...criteria.values()])
          : null
      return cell({
        points,
        unrounded: (ofTotals ? mean(totals, rule.drop) : total(exact)) ?? nought,
        marks: rounded,
        criteria,
        shown: {
          marks: scores.length,
          criteria: Object.fromEntries([...criteria].map(([id, value]) => [id, value.say(places)])),
          ...beside,
        },
      })
    }
    case 'rank': {
      const placed = ballots.map((line) => rankingIn(line).indexOf(who)).filter((place) => place >= 0)
      const marks = placed.map((place) => f(rule.points[place] ?? 0))
      const all = total(marks)
      const most = f(cast * (rule.points[0] ?? 0))
      const points = cast === 0 ? null : rule.measure === 'percent' ? all.times(f(100)).over(most) : all
      return cell({
        points: points && points.to(places),
        unrounded: points ?? nought,
        marks,
        shown: { marks: placed.length },
      })
    }
  }
}

function convertPanel(panel: Panel, cells: Map<string, Cell>, out: Set<string>, places: number): void {
  const { convert } = panel
  if (!convert) return
  const before = new Map([...cells].map(([id, one]) => [id, one.points]))
  const competing = [...before].flatMap(([id, points]) => (points && !out.has(id) ? [points] : []))
  const size = [...cells.keys()].filter((id) => !out.has(id)).length
  const ofPlace = (place: number): Fraction => {
    if (convert.by === 'band') throw new Error('bands have no places')
    if ('points' in convert) return f(convert.points[place - 1] ?? 0)
    if (convert.less === 'even')
      return f(convert.full)
        .times(f(size - place + 1))
        .over(f(size))
    const left = f(100).plus(
      f(-1)
        .times(f(convert.less))
        .times(f(place - 1)),
    )
    return left.against(nought) > 0 ? f(convert.full).times(left).over(f(100)) : nought
  }
  for (const [id, one] of cells) {
    const share = (names: string[]) => {
      const counts = one.shown['grades'] as Record<string, number>
      const marks = one.shown['marks'] as number
      return marks === 0
        ? null
        : percent(
            names.reduce((sum, name) => sum + (counts[name] ?? 0), 0),
            marks,
          ).to(places)
    }
    let from = before.get(id) ?? null
    let points: Fraction | null = null
    if (convert.by === 'band') {
      if (convert.of) from = share(convert.of.share)
      const looked = from
      const exception = convert.unless && share(convert.unless.share)
      if (looked === null) points = null
      else if (convert.unless && exception && exception.against(f(convert.unless.atLeast)) >= 0)
        points = f(convert.unless.points)
      else
        points =
          convert.bands
            .map((band) => ({ from: f(band.from), points: f(band.points) }))
            .filter((band) => band.from.against(looked) <= 0)
            .sort((a, b) => b.from.against(a.from))[0]?.points ?? null
    } else if (from !== null && !out.has(id)) {
      const own = from
      const ahead = competing.filter((other) => other.against(own) > 0).length
      const equal = competing.filter((other) => other.against(own) === 0).length
      const shared = Array.from({ length: equal }, (_, index) => ofPlace(ahead + 1 + index))
      points = total(shared).over(f(equal))
    }
    one.points = points && points.to(places)
    one.unrounded = one.points ?? nought
    if (from !== null) one.shown['raw'] = from.say(places)
  }
}

type Row = { id: string; order: number; sum: Fraction; exact: Fraction; cells: Map<string, Cell> }

/** By how much `b` is ahead of `a` by one step: above zero where it is. */
function step(tie: TieBreak, a: Row, b: Row): number {
  const cells = [a, b].map((row) => ('panel' in tie ? row.cells.get(tie.panel) : undefined))
  const compared = (pick: (one: Cell | undefined) => Fraction) => pick(cells[1]).against(pick(cells[0]))
  switch (tie.by) {
    case 'panel':
      return compared((one) => one?.points ?? nought)
    case 'criterion':
      return compared((one) => one?.criteria.get(tie.criterion) ?? nought)
    case 'voters':
      return compared((one) => f(one?.marks.filter((mark) => mark.against(nought) > 0).length ?? 0))
    case 'exact':
      return b.exact.against(a.exact)
    case 'order':
      return a.order - b.order
    case 'countback': {
      const [mine, theirs] = cells.map((one) => one?.marks ?? [])
      const values = ascending([...(mine ?? []), ...(theirs ?? [])]).reverse()
      for (const value of values) {
        const count = (marks: Fraction[] = []) => marks.filter((one) => one.against(value) === 0).length
        if (count(mine) !== count(theirs)) return count(theirs) - count(mine)
      }
      return 0
    }
  }
}

function awardsIn(round: Round, ranks: Row[][]): Map<string, string> {
  const taken = new Map<string, string>()
  const ranked = ranks.flat().length
  for (const { id, from, most, ties = 'none' } of round.awards ?? []) {
    const limit =
      most === undefined ? Infinity : typeof most === 'number' ? most : roundedDown(shareIn(most), ranked)
    let given = 0
    for (const equals of ranks) {
      const left = equals.filter((row) => !taken.has(row.id))
      if (left.length === 0) continue
      const [first] = left
      if (given >= limit || !first || (from !== undefined && first.sum.against(f(from)) < 0)) break
      const over = given + left.length > limit
      if (over && ties === 'none') break
      for (const row of left) taken.set(row.id, id)
      given += left.length
      if (over) break
    }
  }
  return taken
}

function shareIn(text: string): Fraction {
  if (text.endsWith('%')) return f(text.slice(0, -1)).over(f(100))
  const [part = '0', whole = '1'] = text.split('/')
  return f(part).over(f(whole))
}

const roundedDown = (share: Fraction, of: number): number => Number((share.n * BigInt(of)) / share.d)

export type SecondFacts = Decided & { excluded?: string[]; eligible?: Record<string, number | null> }

/** Counts a book in the shape in which `count` prints it. */
export function secondCount(
  contest: Contest,
  round: Round,
  book: readonly BookLine[],
  facts: SecondFacts = {},
) {
  const places = contest.decimals ?? 2
  const counted = book.filter(({ id, shadow }) => !facts.excluded?.includes(id) && !shadow)
  const ids = contest.contestants
    .filter(
      ({ id, group }) =>
        (round.contestants === undefined || round.contestants.includes(id)) &&
        (round.group === undefined || group === round.group),
    )
    .map(({ id }) => id)
  const out = new Set(
    Object.entries(facts.unranked ?? {}).flatMap(([id, why]) => (why === 'no-marks' ? [] : [id])),
  )
  const columns = new Map(
    round.panels.map((panel) => {
      const { electorate } = panel
      const ballots = counted.filter(({ ballot }) => ballot.electorate === electorate)
      const setting = { ballots, eligible: facts.eligible?.[electorate] ?? null, places }
      const cells = new Map(ids.map((id) => [id, inPanel(panel, id, setting)]))
      convertPanel(panel, cells, out, places)
      return [electorate, cells]
    }),
  )
  const figures = new Map<string, Record<string, unknown>>()
  const adjusted = new Map<string, string>()
  const rows = ids.map((id, order): Row => {
    const cells = new Map(
      [...columns].map(([electorate, column]) => [electorate, column.get(id) ?? cell({})]),
    )
    let [sum, exact] = [nought, nought]
    const shown: Record<string, unknown> = {}
    for (const { electorate, weight = 100 } of round.panels) {
      const one = cells.get(electorate) ?? cell({})
      const share = f(weight).over(f(100))
      const part = (one.points ?? nought).times(share).to(places)
      sum = sum.plus(part)
      if (one.points) exact = exact.plus(one.unrounded.times(share))
      shown[electorate] = {
        points: (one.points ?? nought).say(places),
        part: part.say(places),
        ...one.shown,
        ...(one.points ? {} : { noPoints: true }),
      }
    }
    figures.set(id, shown)
    const own = (facts.adjustments ?? []).filter(({ contestant }) => contestant === id)
    if (own.length > 0) {
      const change = total(own.map(({ points }) => f(points)))
      adjusted.set(id, change.say(places))
      const floored = (value: Fraction) => (value.against(nought) < 0 ? nought : value)
      sum = floored(sum.plus(change))
      exact = floored(exact.plus(change))
    }
    return { id, order, sum, exact, cells }
  })
  const hasPoints = ({ cells }: Row) => [...cells.values()].some(({ points }) => points !== null)
  const isOut = (row: Row) => !hasPoints(row) || facts.unranked?.[row.id] !== undefined
  const ties = round.ties ?? []
  const between = (a: Row, b: Row) =>
    b.sum.against(a.sum) || (ties.map((tie) => step(tie, a, b)).find((by) => by !== 0) ?? 0)
  const ranks: Row[][] = []
  for (const row of rows.filter((one) => !isOut(one)).sort(between)) {
    const last = ranks.at(-1)
    if (last?.[0] && between(last[0], row) === 0) last.push(row)
    else ranks.push([row])
  }
  const awards = awardsIn(round, ranks)
  const parted = (one?: Row, other?: Row) =>
    one && other && one.sum.against(other.sum) === 0
      ? ties.find((tie) => step(tie, one, other) !== 0)
      : undefined
  const beside = (id: string) => (adjusted.has(id) ? { adjusted: adjusted.get(id) } : {})
  const standings = ranks.flatMap((equals, index) => {
    const before = ranks.slice(0, index).flat().length
    const tieBreak = parted(ranks[index - 1]?.[0], equals[0]) ?? parted(equals[0], ranks[index + 1]?.[0])
    return equals.map(({ id, sum }) => ({
      contestant: id,
      rank: before + 1,
      tied: equals.length > 1,
      total: sum.say(places),
      ...beside(id),
      ...(awards.has(id) && { award: awards.get(id) }),
      ...(tieBreak && { tieBreak }),
      panels: figures.get(id),
      ...(round.cut && { inCut: cutFor(round.cut, before, equals.length, id, facts.cut) }),
    }))
  })
  const unranked = rows.filter(isOut).map((row) => ({
    contestant: row.id,
    why: facts.unranked?.[row.id] ?? 'no-marks',
    total: hasPoints(row) ? row.sum.say(places) : null,
    ...beside(row.id),
    panels: figures.get(row.id),
  }))
  return {
    ballots: Object.fromEntries(
      round.panels.map(({ electorate }) => [
        electorate,
        {
          cast: counted.filter(({ ballot }) => ballot.electorate === electorate).length,
          eligible: facts.eligible?.[electorate] ?? null,
        },
      ]),
    ),
    standings,
    ...(unranked.length > 0 && { unranked }),
  }
}

function cutFor(
  { top, ties }: NonNullable<Round['cut']>,
  before: number,
  equals: number,
  id: string,
  decision: readonly string[] | undefined,
): boolean | 'decide' {
  if (before + equals <= top) return true
  if (before >= top) return false
  if (ties === 'all') return true
  return decision ? decision.includes(id) : 'decide'
}
