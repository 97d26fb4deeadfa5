import { existsSync } from 'node:fs'
import { findRound } from '#core/round.ts'
import { freshContest } from '#runtime/contests.ts'
import { rebuildTally } from '#services/rebuild.ts'
import { withStore } from '#local/system/resting-store.ts'
import { command } from '#terminal/command.ts'
import { say } from '#terminal/say.ts'
import { UserError } from '#terminal/user-error.ts'

const reasons = {
  unknown: 'the contest is gone.',
  waiting: 'the round was not opened; there is nothing to count.',
  open: 'the round is open: counters are rebuilt when it has closed; the seal recounts the ballots anyway.',
  draining:
    'the round closed a moment ago, and ballots may be on their way: try again in a quarter of a minute.',
  sealed: 'the round is sealed; its figures are a recount already.',
}

await command({
  does: 'Counts the ballots of closed rounds anew in place of the counters behind the live figures.',
  usage: 'npm run rebuild -- CONTEST [ROUND] [--data FOLDER]',
  notes:
    'Works on a data folder (.leitai) that no Leitai runs on, or on the tables that the environment names as for a function.',
  words: ['CONTEST', '[ROUND]'],
  options: { data: { type: 'string', default: '.leitai' } },
  run: async ({ words: [contest, round], values: { data } }) => {
    if (process.env['CONTESTS_TABLE']) return rebuild(contest, round)
    if (!existsSync(data)) throw new UserError(`There is no data folder ${data}: name it with --data FOLDER.`)
    await withStore(data, () => rebuild(contest, round))
  },
})

async function rebuild(id: string, only: string | undefined): Promise<void> {
  const known = await freshContest(id)
  if (!known) throw new UserError(`There is no contest ${id}.`)
  const { contest } = known
  if (only !== undefined && !findRound(contest, only))
    throw new UserError(`The contest ${id} has no round ${only}.`)
  for (const round of contest.rounds) {
    if (only !== undefined && round.id !== only) continue
    const rebuilt = await rebuildTally(contest, round)
    if (!('refused' in rebuilt))
      say(
        `${round.id}: ${rebuilt.ballots} ballots counted anew, the counters were off by ${rebuilt.corrected}`,
      )
    else if (only !== undefined) throw new UserError(`${round.id}: ${reasons[rebuilt.refused]}`)
    else say(`${round.id}: ${reasons[rebuilt.refused]}`)
  }
}
