import type { Contest, Round } from '#contract/contest.ts'
import type { LiveRound, Standing } from '#contract/live.ts'
import { sayCorrected } from '../../i18n/corrections.ts'
import { common } from '../../i18n/common.ts'
import { sayParts } from '../../i18n/parts-words.ts'
import { rankWords, sayNoRanking } from '../../i18n/ranking.ts'
import { sayTieBreak } from '../../i18n/tie-words.ts'
import { drawnFirst, standingsIn } from '../../state/revealed-parts.ts'
import { contestantOf, hasNoRanking, placesOf } from '../../state/rounds.ts'
import { Pager } from './pager.svelte.ts'
import {
  barOf,
  columnsFor,
  type Drawing,
  fullMarks,
  pageBeingRevealed,
  pageOf,
  pagesOf,
  type Slot,
  slotsOf,
} from './ranking.ts'
import { Reveal } from './reveal.svelte.ts'
import { screen as t } from './words.ts'

/** `running`: a reveal keeps places back. */
export type Ranked = { contest: Contest; round: Round; live: LiveRound; running: boolean }

/** As many as one line of the screen has room for. */
const mostNamed = 3

/** A ranking as the big screen lays it out: what a reveal has brought forth, page by page. */
export class RankingView {
  readonly reveal = new Reveal()
  #pager = new Pager()
  /** What a reveal had brought forth last when it was asked about. */
  #brought: readonly string[] = this.reveal.newest
  #of: () => Ranked
  #inParts = $derived.by(() => (this.#of().running ? this.#of().live.inParts : undefined))
  #standings = $derived.by(() =>
    this.#inParts ? standingsIn(this.#inParts) : (this.#of().live.standings ?? []),
  )
  #pages = $derived.by(() => this.#layOut())
  #turning = $derived.by(() => (this.#of().running ? 1 : this.#pages.length))

  constructor(of: () => Ranked) {
    this.#of = of
  }

  /** The rows on the page that is shown. */
  get shown(): Slot[] {
    return this.#pages[this.#page] ?? []
  }
  get columns(): 1 | 2 {
    return columnsFor(this.shown.length)
  }
  get rows(): number {
    return Math.ceil(this.shown.length / this.columns)
  }
  /** What a full bar stands for. */
  get #full(): number {
    const { round, live } = this.#of()
    return fullMarks(round, live.turnout)
  }
  /** First place in one phrase, to stay in sight on every page after the first; empty there and during a reveal. */
  get leading(): string {
    const leaders = this.#leaders
    if (leaders.length === 0) return ''
    const { contest } = this.#of()
    const names = leaders.map(({ contestant }) => contestantOf(contest, contestant)?.name ?? contestant)
    return t.first(names.join(common.separator), leaders[0]?.total ?? '')
  }
  /** What stands beneath: how many rows are not shown, and on which page this is. */
  get notes(): string[] {
    const { live, running } = this.#of()
    const pages = this.#pages.length
    const corrected = sayCorrected(live)
    return [
      ...(corrected === '' ? [] : [corrected]),
      ...this.#added,
      ...this.#unranked,
      ...(running || live.more === undefined ? [] : [rankWords.more(live.more)]),
      ...(pages > 1 ? [t.pageOf(this.#page + 1, pages)] : []),
    ]
  }

  /** What stands beside a name: while points are added what they are made of, else why it stands before others of the same total. */
  remarkOn({ contestant, tieBreak }: Standing): string {
    const { contest, round } = this.#of()
    if (this.#inParts) return sayParts(contest, this.#inParts, contestant)
    return tieBreak ? sayTieBreak(contest, round, tieBreak) : ''
  }
  /** How a row's total is drawn. */
  drawingOf({ contestant, total }: Standing): Drawing {
    const full = this.#full
    const bar = barOf(Number(total), full)
    const row = this.#inParts?.rows.find((one) => one.contestant === contestant)
    if (!this.#inParts || !row) return { bar, below: Number(total) < 0 }
    return {
      bar,
      parts: { first: barOf(drawnFirst(this.#inParts.first, row), full), whole: row.whole === true },
    }
  }

  /** In place of a ranking that there is not; empty where there is one. */
  get none(): string {
    const { live } = this.#of()
    return hasNoRanking(live) ? sayNoRanking(live.turnout) : ''
  }

  /** Whether a reveal has brought something forth since this was asked last. */
  brings(): boolean {
    const { newest } = this.reveal
    const brings = newest !== this.#brought
    this.#brought = newest
    return brings
  }

  /** Begins to turn the pages; returns how to stop. To be called again when there are more or fewer of them. */
  turn(): (() => void) | undefined {
    return this.#pager.turn(this.#turning)
  }

  get #added(): string[] {
    return this.#inParts ? [t.added(this.#inParts.added, this.#inParts.rows.length)] : []
  }

  get #page(): number {
    if (this.#inParts) return pageOf(this.#pages, this.#inParts.latest)
    return this.#of().running ? pageBeingRevealed(this.#pages) : this.#pager.page
  }

  get #leaders(): Standing[] {
    if (this.#page === 0 || this.#of().running) return []
    return this.#standings.filter(({ rank }) => rank === 1)
  }

  /** Who has no place, in one phrase. While votes come in that says nothing yet. */
  get #unranked(): string[] {
    const { contest, live } = this.#of()
    const { unranked = [], moreUnranked = 0, status } = live
    if (unranked.length === 0 || status === 'open' || hasNoRanking(live)) return []
    const named = unranked.slice(0, mostNamed).map(({ contestant, why }) => {
      const name = contestantOf(contest, contestant)?.name ?? contestant
      return rankWords.unrankedWhy(name, rankWords.why[why])
    })
    const more = unranked.length + moreUnranked - named.length
    const all = more > 0 ? [...named, rankWords.more(more)] : named
    return [rankWords.unranked(all.join(common.separator))]
  }

  #layOut(): Slot[][] {
    const { contest, round, live, running } = this.#of()
    const honoured = this.reveal.first.map(({ contestant }) => contestant)
    const out = this.#standings.filter(({ contestant }) => !honoured.includes(contestant))
    const places = placesOf(contest, round, live)
    const kept =
      running && !this.#inParts ? places - this.#standings.length - (live.more ?? 0) : honoured.length
    const slots = slotsOf(out, kept)
    // A page keeps its places for as long as a reveal runs, although the document lets go of the last ones.
    return running ? pagesOf(slots, places) : pagesOf(slots)
  }
}
