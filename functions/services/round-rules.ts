import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules, type RoundRules } from '#core/ballot.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'

/** The document is final once a round has opened, so a warm function works its rules out once; a rehearsal's may be another the next time. */
const known = new WarmCache<RoundRules>(200)
const nameOf = (contest: string, round: string): string => `${contest}/${round}`

/** The rules of a round that has opened, if this function knows them already. */
export const knownRules = (contest: string, round: string): RoundRules | undefined =>
  known.get(nameOf(contest, round))

/** The rules of a round that has opened. */
export function rulesOf(contest: Contest, round: Round): RoundRules {
  const name = nameOf(contest.id, round.id)
  const rules = known.get(name) ?? ballotRules(contest, round)
  if (!isRehearsal(contest.id)) known.set(name, rules)
  return rules
}
