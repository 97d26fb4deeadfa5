import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules, type RoundRules } from '#core/ballot.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'

/** Who is judged in an attempt is fixed when it opens, so a warm function works its rules out once; a rehearsal's may be another the next time. */
const known = new WarmCache<RoundRules>(200)
const nameOf = (contest: string, round: string, attempt: number): string => `${contest}/${round}/${attempt}`

/** The rules of an attempt that was opened, if this function knows them already. */
export const knownRules = (contest: string, round: string, attempt: number): RoundRules | undefined =>
  known.get(nameOf(contest, round, attempt))

/** The rules of an attempt that was opened. `contest` is the document in force. */
export function rulesOf(contest: Contest, round: Round, attempt: number): RoundRules {
  const name = nameOf(contest.id, round.id, attempt)
  const rules = known.get(name) ?? ballotRules(contest, round)
  if (!isRehearsal(contest.id)) known.set(name, rules)
  return rules
}
