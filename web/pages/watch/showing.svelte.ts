import type { Contest, Contestant, Panel, Round } from '#contract/contest.ts'
import type { Live as LiveDocument } from '#contract/live.ts'
import type { Live } from '../../state/live.svelte.ts'
import { type RoundView, roundView } from '../../state/round-view.ts'
import { contestantOf, currentRound, openRounds, panelOf } from '../../state/rounds.ts'
import { type Seat, seatsIn } from '../../state/seat.ts'
import type { SessionKeeper } from '../../state/session.svelte.ts'
import { storage } from '../../state/storage.ts'
import { BallotOrder } from './ballot-order.ts'
import { Viewer } from './viewer.svelte.ts'

/** What the page is given; read anew whenever it changes. */
type Given = {
  readonly contest: Contest
  readonly document: LiveDocument
  readonly live: Live
  readonly keeper: SessionKeeper
}

/** What one viewer's page is about: the rounds, the ballots in them, and what of it may be shown. */
export class Showing {
  readonly viewer = new Viewer()
  /** Rounds with a ballot that somebody has begun to fill in. */
  readonly begun = $state<Record<string, boolean>>({})
  #given: Given
  #order = new BallotOrder()
  #document = $derived.by(() => this.viewer.see(this.#given.document, this.#given.live.clock.now))
  #round = $derived.by(() => {
    const { contest, live } = this.#given
    return currentRound(contest, this.#document, live.clock.now, this.#electorate)
  })
  #views = $derived.by(() => this.#rounds().flatMap((round) => this.#viewOf(round)))
  /** Written as text, so that the ballots have nothing to do when only figures change. */
  #papers = $derived.by(() => this.#views.map(({ round, live }) => `${round.id}/${live.attempt}`).join(' '))
  #seats = $derived.by(() => {
    const { contest, keeper } = this.#given
    return this.#papers.split(' ').flatMap((paper) => {
      const [id, attempt] = paper.split('/')
      const round = contest.rounds.find((each) => each.id === id)
      return round ? seatsIn(contest, round, Number(attempt), keeper, storage) : []
    })
  })

  constructor(given: Given) {
    this.#given = given
  }

  /** What is live, as far as this viewer's picture has shown it. */
  get document(): LiveDocument {
    return this.#document
  }
  /** The round that the page is about; of several with a ballot, the first. */
  get view(): RoundView | undefined {
    return this.#round && this.#viewOf(this.#round)[0]
  }
  /** The rounds that the page is about: all in which this voter may vote now, else the one. */
  get views(): RoundView[] {
    return this.#views
  }
  get panel(): Panel | undefined {
    const electorate = this.#electorate
    return this.#round && electorate !== undefined ? panelOf(this.#round, electorate) : undefined
  }
  get seats(): Seat[] {
    return this.#seats
  }
  get staged(): Contestant | undefined {
    const { stage } = this.#document
    return stage ? contestantOf(this.#given.contest, stage.contestant) : undefined
  }

  get #electorate(): string | undefined {
    return this.#given.keeper.session?.electorate
  }

  #rounds(): readonly Round[] {
    const { contest, live } = this.#given
    const electorate = this.#electorate
    const open =
      electorate === undefined ? [] : openRounds(contest, this.#document, live.clock.now, electorate)
    const arranged = this.#order.arrange(open, ({ id }) => this.begun[id] === true)
    return arranged.length > 0 ? arranged : this.#round ? [this.#round] : []
  }

  #viewOf(round: Round): RoundView[] {
    const { contest, live } = this.#given
    const known = this.#document.rounds[round.id]
    return known === undefined ? [] : [roundView(contest, round, known, live.clock.now)]
  }
}
