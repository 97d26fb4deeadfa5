import type { Law } from './verdict.ts'

/** One thing taken out of the build on purpose, and the scenario that must notice. */
export type Break = {
  name: string
  /** Below `functions/`. */
  file: string
  /** Each text stands in the file exactly once; otherwise the break does not apply and the run fails. */
  changes: readonly { from: string; to: string }[]
  scenario: string
  law: Law
}

export const breaks: readonly Break[] = [
  {
    name: 'counts-without-fence',
    file: 'store/tallies.ts',
    changes: [
      {
        from: "ConditionExpression: from === undefined ? 'attribute_not_exists(applied)' : 'applied = :from',",
        to: '',
      },
      { from: "          ...(from !== undefined && { ':from': from }),\n", to: '' },
    ],
    scenario: 'batches-repeated-and-overlapping',
    law: 'tally equals recount',
  },
  {
    name: 'ballots-without-condition',
    file: 'store/ballots.ts',
    changes: [
      {
        from:
          "? {\n              ConditionExpression: 'attribute_not_exists(voter) OR closedTo <= :epoch',\n" +
          "              ExpressionAttributeValues: { ':epoch': over.epoch },\n            }",
        to: '? {}',
      },
    ],
    scenario: 'two-choices-at-once',
    law: 'one receipt',
  },
  {
    name: 'result-from-the-counters',
    file: 'services/recount.ts',
    changes: [
      { from: '    tally,\n    lines:', to: '    tally: await counters(),\n    lines:' },
      {
        from: '  const rules = ballotRules(contest, round)\n',
        to:
          "  const { readTally } = await import('#store/tallies.ts')\n" +
          '  const counters = () => readTally(attempt.contest, attempt.round, attempt.attempt)\n' +
          '  const rules = ballotRules(contest, round)\n',
      },
    ],
    scenario: 'stream-records-lost',
    law: 'result is the recount',
  },
  {
    name: 'seal-without-drain',
    file: 'streams/seal-round.ts',
    changes: [{ from: '  await drain(current)\n', to: '' }],
    scenario: 'handler-paused-across-the-close',
    law: 'nothing lost',
  },
  {
    name: 'receipts-without-the-book',
    file: 'services/counted-ballot.ts',
    changes: [
      {
        from: 'if (isCounted(current)) return inBook(',
        to: 'if (isCounted(current)) return inBox ?? inBook(',
      },
    ],
    scenario: 'handler-paused-across-the-close',
    law: 'nothing lost',
  },
  {
    name: 'repeats-as-second-votes',
    file: 'core/cast.ts',
    changes: [{ from: 'if (repeated) return { repeats: repeated }', to: '' }],
    scenario: 'answer-lost-after-the-commit',
    law: 'typed refusals',
  },
  {
    name: 'close-from-its-arrival',
    file: 'api/run-command.ts',
    changes: [{ from: 'closes ? askedAt(at) : at', to: 'at' }],
    scenario: 'fifty-closes-at-once',
    law: 'arrival decides',
  },
  {
    name: 'new-attempt-at-once',
    file: 'api/run-command.ts',
    changes: [
      {
        from: "    if (command.type === 'openRound') await untilVoidedIsForgotten(state, command.round)\n",
        to: '',
      },
    ],
    scenario: 'histories-on-the-engine',
    law: 'nothing lost',
  },
  {
    name: 'corrections-untold',
    file: 'streams/seal-round.ts',
    changes: [
      {
        from: 'changedSince(contest, round, tally, current.shown)',
        to: 'changedSince(contest, round, tally)',
      },
    ],
    scenario: 'shown-marks-corrected',
    law: 'corrections told',
  },
]
