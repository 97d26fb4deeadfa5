import { setTimeout as sleep } from 'node:timers/promises'
import type { ContestEvent } from '#core/contest/acts.ts'
import { isRehearsal, rehearsalOf } from '#core/rehearsal.ts'
import { wipeRehearsal } from '#functions/routes.ts'
import { forgetContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { Problem } from '#runtime/problem.ts'
import { castTimeoutMs, headAgeMs } from '#runtime/times.ts'
import { ballotDeletions } from '#store/ballots.ts'
import { contestDeletions, deleteHead, readLog } from '#store/contests.ts'
import { keyDeletion, signingKeyDeletion } from '#store/keys.ts'
import { peopleDeletions } from '#store/people.ts'
import { tallyDeletions } from '#store/tallies.ts'

/** Enough for every rehearsal with robots, and a bound on what one request does. */
const mostDeletions = 5_000
const atOnce = 25

type Deletion = () => Promise<unknown>
type Opening = Extract<ContestEvent, { type: 'roundOpened' }>

/** DELETE …/rehearsal: the session is of the contest itself; what goes is only ever the contest that rehearses it. */
export const handler = http(wipeRehearsal, async ({ path }) => {
  if (isRehearsal(path.contest)) throw new Problem('not-allowed', { reason: 'is-rehearsal' })
  const rehearsal = rehearsalOf(path.contest)
  const wasThere = await deleteHead(rehearsal)
  forgetContest(rehearsal)
  const openings = (await readLog(rehearsal)).filter((event) => event.type === 'roundOpened')
  if (wasThere) await drain(openings)
  return { body: await carryOut(everythingOf(rehearsal, openings)) }
})

/** Ballots that were let in by a head read before the end may be on their way into the box, and roster rows into the index. */
const drain = (openings: readonly Opening[]): Promise<void> =>
  sleep(headAgeMs() + (openings.length > 0 ? castTimeoutMs() : 0))

/** The log goes last: it says where the ballots are, should this be interrupted and asked for again. */
async function* everythingOf(contest: string, openings: readonly Opening[]): AsyncGenerator<Deletion> {
  for (const { round, attempt, buckets } of openings) {
    yield* ballotDeletions({ contest, round, attempt, buckets })
    yield keyDeletion({ contest, round, attempt })
  }
  if (openings.length > 0) yield signingKeyDeletion(contest)
  yield* tallyDeletions(contest)
  yield* peopleDeletions(contest)
  yield* contestDeletions(contest)
}

async function carryOut(deletions: AsyncGenerator<Deletion>): Promise<{ removed: number; done: boolean }> {
  let removed = 0
  let batch: Deletion[] = []
  const flush = async () => {
    await Promise.all(batch.map((remove) => remove()))
    removed += batch.length
    batch = []
  }
  for await (const deletion of deletions) {
    if (removed + batch.length >= mostDeletions) {
      await flush()
      return { removed, done: false }
    }
    batch.push(deletion)
    if (batch.length === atOnce) await flush()
  }
  await flush()
  return { removed, done: true }
}
