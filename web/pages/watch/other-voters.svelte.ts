import type { Contest } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { type Outbox, rememberedBallot } from '../../state/outbox.svelte.ts'
import { outboxFor, outboxKey } from '../../state/paper-outbox.ts'
import { panelOf } from '../../state/rounds.ts'
import type { Person, SessionKeeper } from '../../state/session.svelte.ts'
import type { Storage } from '../../state/storage.ts'

type Device = { contest: Contest; keeper: SessionKeeper; storage: Storage }

/** How far somebody has come in the rounds that are open: nothing, a ballot that waits for a network, a receipt. */
export type VoterState = 'none' | 'notVoted' | 'unsent' | 'voted'

/** What the device holds of somebody's ballots in the open rounds in which they vote. */
export function stateOf({ contest, keeper, storage }: Device, live: Live, person: Person): VoterState {
  const seats = seatsOf(contest, live, person)
    .filter(({ status }) => status === 'open')
    .map(({ seat }) => outboxKey({ ...seat, contest, keeper: keeper.as(person), storage }))
  if (seats.some((key) => storage.read(key) !== null)) return 'unsent'
  if (seats.length === 0) return 'none'
  return seats.every((key) => rememberedBallot(storage, key) !== null) ? 'voted' : 'notVoted'
}

function seatsOf(contest: Contest, live: Live, { session: { electorate } }: Person) {
  if (electorate === undefined) return []
  return contest.rounds.flatMap((round) => {
    const [panel, of] = [panelOf(round, electorate), live.rounds[round.id]]
    return panel && of ? [{ status: of.status, seat: { round, panel, attempt: of.attempt } }] : []
  })
}

/** Sends what those who voted before on this device have left behind: nobody's ballot waits for the phone to be handed back. */
export class LeftBehind {
  readonly #left: readonly { person: Person; outbox: Outbox }[]

  constructor({ contest, keeper, storage }: Device, live: Live) {
    this.#left = keeper.others.flatMap((person) =>
      seatsOf(contest, live, person).flatMap(({ seat }) => {
        const place = { ...seat, contest, keeper: keeper.as(person), storage }
        const waits = storage.read(outboxKey(place)) !== null
        return waits ? [{ person, outbox: outboxFor(place) }] : []
      }),
    )
  }

  /** Whose ballots have not arrived yet. */
  get waiting(): Person[] {
    return this.#left.flatMap(({ person, outbox }) => (outbox.outgoing === null ? [] : [person]))
  }

  /** Goes on sending; returns how to stop. */
  open(): () => void {
    const stops = this.#left.map(({ outbox }) => outbox.open())
    return () => {
      for (const stop of stops) stop()
    }
  }
}
