import { isRehearsal } from '#core/rehearsal.ts'
import { castBallot, readOwnBallot } from '../api/leitai.ts'
import { Outbox } from './outbox.svelte.ts'
import type { Seat } from './seat.ts'
import type { Signed } from './session.svelte.ts'
import type { Storage } from './storage.ts'

/** A seat, whoever of this device is signed in at it. */
type Place = Omit<Seat, 'keeper'> & { keeper: Signed }

/** Where anyone may vote, a session that has run out is followed by another voter's: the seat is the device's, not the voter's. */
export const isOpenSeat = ({ contest, panel }: Place): boolean =>
  contest.electorates.some(({ id, admission }) => id === panel.electorate && admission === 'open')

/** Where the device keeps what belongs to one voter in one attempt of a round. */
export function paperKey(seat: Place): string {
  const { contest, round, panel, attempt, keeper } = seat
  const voter = isOpenSeat(seat) ? undefined : keeper.session?.voter
  return [contest.id, voter ?? panel.electorate, round.id, attempt].join('/')
}

/** Where the device keeps what it has sent in one attempt of a round. */
export const outboxKey = (seat: Place): string => `${paperKey(seat)}/outbox`

/** Where the device keeps a ballot that is filled in and not sent; a sheet of scores has a place of its own. */
export const draftKey = (seat: Place): string => `${paperKey(seat)}/draft`

/** Under which voter the ballot on the device was cast. */
export const voterKey = (seat: Place): string => `${paperKey(seat)}/voter`

/** Removes all ballots, drafts and receipts of a contest from the device; sessions stay. */
export function forgetPapers(storage: Storage, contest: string): void {
  for (const key of storage.keys()) {
    const [of, , round, attempt] = key.split('/')
    if (of === contest && round !== undefined && attempt !== undefined) storage.remove(key)
  }
}

/** One voter's connection to the server for one attempt of a round. */
export function outboxFor(
  seat: Place,
  more: Pick<ConstructorParameters<typeof Outbox>[0], 'merge' | 'received' | 'patience'> = {},
): Outbox {
  const { contest, round, keeper, storage } = seat
  const { turn } = keeper
  const whose = voterKey(seat)
  const ask = async <Answer>(call: (token: string) => Promise<Answer>): Promise<Answer> => {
    const answer = await keeper.authorised(call, turn)
    if (turn === keeper.turn) storage.write(whose, keeper.session?.voter ?? null)
    return answer
  }
  return new Outbox({
    put: (cast, again) => ask((token) => castBallot(contest.id, round.id, token, cast, again)),
    read: () => ask((token) => readOwnBallot(contest.id, round.id, token)),
    storage,
    key: outboxKey(seat),
    wipeable: isRehearsal(contest.id),
    ...more,
  })
}
