import type { Live, LiveRound } from '#contract/live.ts'

/** A viewer further behind than this watches a recording, and nothing is kept from them: in seconds. */
const mostHeld = 120

/**
 * What a viewer whose stream is late may be shown. Who is on stage, the judges' marks, and figures that come after the close (a publication, each
 * step of a reveal), appear when the viewer sees them happen; a phone that is ahead of the picture gives the winner away.
 *
 * Windows are never held back. They open and close by the server's clock, so a ballot that came later would only be a shorter
 * one, and a countdown that ran late would promise seconds that are not there. Turnout and figures of an open round move by
 * themselves, no scene of the stream shows them, and they are not held back either.
 */
export class AsSeen {
  #waiting: Live[] = []
  #seen: Live | null = null
  #latest: Live | null = null
  #shown: Live | null = null

  /**
   * The document to show. `now`: the server's clock in epoch milliseconds; `delay`: whole seconds behind the live edge, null where
   * nobody knows. Gives the same object again until there is something new to see.
   */
  see(latest: Live, now: number, delay: number | null): Live {
    const held = delay !== null && delay <= mostHeld ? delay * 1_000 : 0
    const isNew = latest !== this.#latest
    if (isNew) this.#waiting.push(latest)
    // What the viewer finds on arrival is not news.
    const due = this.#waiting.filter(({ at }) => held === 0 || Date.parse(at) + held <= now).pop()
    const seen = due ?? this.#seen ?? latest
    if (due !== undefined) this.#waiting = this.#waiting.slice(this.#waiting.indexOf(due) + 1)
    if (isNew || seen !== this.#seen || this.#shown === null) this.#shown = asSeen(latest, seen)
    this.#latest = latest
    this.#seen = seen
    return this.#shown
  }
}

function asSeen(latest: Live, seen: Live): Live {
  if (latest === seen) return latest
  const rounds: Live['rounds'] = {}
  for (const [id, round] of Object.entries(latest.rounds)) rounds[id] = roundAsSeen(round, seen.rounds[id])
  return { ...latest, stage: seen.stage, rounds }
}

function roundAsSeen(latest: LiveRound, seen: LiveRound | undefined): LiveRound {
  if (seen === undefined || seen.attempt !== latest.attempt) return latest
  if (latest.status === 'waiting') return latest
  if (latest.status === 'open') return withMarksOf(latest, seen)
  return {
    ...withoutRanking(withMarksOf(latest, seen)),
    status: statusAsSeen(latest, seen),
    ...rankingIn(seen),
  }
}

type Ranking = Pick<
  LiveRound,
  'standings' | 'more' | 'unranked' | 'moreUnranked' | 'places' | 'revealed' | 'inParts'
>

function withoutRanking(round: LiveRound): Omit<LiveRound, keyof Ranking> {
  const { standings: _, more: _more, unranked: _unranked, moreUnranked: _rest, ...others } = round
  const { places: _places, revealed: _revealed, inParts: _parts, ...rest } = others
  return rest
}

function rankingIn(round: LiveRound): Ranking {
  const { standings, more, unranked, moreUnranked, places, revealed, inParts } = round
  return {
    standings,
    ...(more !== undefined && { more }),
    ...(unranked && { unranked }),
    ...(moreUnranked !== undefined && { moreUnranked }),
    ...(places !== undefined && { places }),
    ...(revealed !== undefined && { revealed }),
    ...(inParts && { inParts }),
  }
}

/** The judges' marks come when the viewer sees them shown, and go likewise. */
function withMarksOf({ marks, ...rest }: LiveRound, seen: LiveRound): LiveRound {
  if (marks?.at === seen.marks?.at) return marks ? { ...rest, marks } : rest
  return seen.marks ? { ...rest, marks: seen.marks } : rest
}

/** Whether a round has closed is known at once; that its result is out, when the viewer sees it come out. */
function statusAsSeen(latest: LiveRound, seen: LiveRound): LiveRound['status'] {
  if (latest.status === 'closed' || seen.status === 'published') return latest.status
  return seen.status === 'sealed' ? 'sealed' : 'closed'
}
