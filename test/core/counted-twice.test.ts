import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkBallot, filled } from '#core/ballot.ts'
import { countBook } from '#core/count.ts'
import { parseContest } from '#core/document.ts'
import { randomFrom } from '#core/random.ts'
import { randomCount } from './random-contest.ts'
import { secondCount } from './second-count.ts'

test('two counters that share nothing give the same of any contest', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { contest, round, book, facts } = randomCount(randomFrom(seed))
      expect(parseContest(contest)).toEqual({ contest })
      for (const { ballot, recused } of book)
        expect(checkBallot(contest, round, filled(ballot), recused)).toEqual([])
      const { eligible = {}, ...decided } = facts
      expect(countBook(contest, round, book, eligible, decided)).toEqual(
        secondCount(contest, round, book, facts),
      )
    }),
    { numRuns: 500 },
  )
})
