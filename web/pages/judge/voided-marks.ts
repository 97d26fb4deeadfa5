import { readVoidedBallot } from '../../api/leitai.ts'
import { until } from '../../state/until.ts'
import type { Sheet } from './sheet.svelte.ts'

/**
 * Asks the server for what this judge gave in the attempt that was voided, from whatever device; returns how to stop. Of a secret round it can tell
 * nobody: with the void the link between judges and ballots is gone.
 */
export function askVoided(sheet: Sheet, attempt: number): () => void {
  const { contest, round, keeper } = sheet.seat
  if (round.secret) return () => undefined
  const { turn } = keeper
  return until(
    async () => {
      const ask = (token: string) => readVoidedBallot(contest.id, round.id, token, attempt)
      sheet.learnVoided(await keeper.authorised(ask, turn))
    },
    (problem, giveUp) => {
      if (problem && !problem.passing) giveUp()
    },
  )
}
