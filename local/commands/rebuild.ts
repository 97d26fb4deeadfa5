import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findRound } from '#core/round.ts'
import { withStore } from '#local/system/resting-store.ts'
import { runCommand } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'

/** Counts the ballots of closed rounds anew in place of the counters behind the live figures. */

const usage =
  'Usage: npm run rebuild -- CONTEST [ROUND] [--data FOLDER]\n' +
  'Works on a data folder (.leitai) that no Leitai runs on, or on the tables that the environment names as for a function.'

type Asked = { contest: string; round: string | undefined }

async function main(): Promise<void> {
  const { asked, data } = readArguments()
  if (process.env['CONTESTS_TABLE']) return rebuild(asked)
  if (!existsSync(data)) throw new UserError(`There is no data folder ${data}: name it with --data FOLDER.`)
  await withStore(data, () => rebuild(asked))
}

async function rebuild({ contest: id, round: only }: Asked): Promise<void> {
  const { freshContest } = await import('#runtime/contests.ts')
  const { rebuildTally } = await import('#runtime/rebuild.ts')
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

const reasons = {
  unknown: 'the contest is gone.',
  waiting: 'the round was not opened; there is nothing to count.',
  open: 'the round is open: counters are rebuilt when it has closed; the seal recounts the ballots anyway.',
  draining:
    'the round closed a moment ago, and ballots may be on their way: try again in a quarter of a minute.',
  sealed: 'the round is sealed; its figures are a recount already.',
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function readArguments(): { asked: Asked; data: string } {
  const { positionals, values } = parsedArguments()
  const [contest, round, ...others] = positionals
  if (contest === undefined || others.length > 0) throw new UserError(usage)
  return { asked: { contest, round }, data: values.data }
}

function parsedArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { data: { type: 'string', default: '.leitai' } } })
  } catch (error) {
    throw new UserError(usage, { cause: error })
  }
}

await runCommand(main)
