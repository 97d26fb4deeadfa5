import * as z from 'zod'
import type { Contest, Round } from '#contract/contest.ts'
import { decidedSchema } from '#contract/facts.ts'
import { checkShape } from '#core/faults.ts'
import { contestantsOf, decimalsOf, panelOf } from '#core/round.ts'
import { readJson } from '#terminal/files.ts'
import { faultLines } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'

/** What no document says: who was judged, where the log fixed it, how many might vote, and what people decided. */
const factsSchema = z.strictObject({
  ...decidedSchema.shape,
  contestants: z.array(z.string()).min(1).optional(),
  /** Receipts of ballots that stand in the book and are not counted. */
  excluded: z.array(z.string()).optional(),
  eligible: z.record(z.string(), z.int().min(0).nullable()).optional(),
})

type Facts = z.infer<typeof factsSchema>

/** The facts in a file about the count of a round. Throws a `UserError` that says what is wrong with them. */
export function readFacts(file: string, contest: Contest, planned: Round): Facts {
  const checked = checkShape(factsSchema, readJson(file))
  if ('faults' in checked) throw new UserError(faultLines(checked.faults))
  const wrong = strangerIn(checked.data, contest, planned) ?? tooFine(checked.data, contest)
  if (wrong !== undefined) throw new UserError(`${file} names ${wrong}.`)
  return checked.data
}

/** Somebody or something that the facts name and the round does not have. */
function strangerIn(facts: Facts, contest: Contest, planned: Round): string | undefined {
  const { contestants = [], unranked = {}, adjustments = [], cut = [], eligible = {} } = facts
  const inContest = new Set(contest.contestants.map(({ id }) => id))
  const judged = new Set(
    facts.contestants ? contestants : contestantsOf(contest, planned).map(({ id }) => id),
  )
  const named = [...Object.keys(unranked), ...adjustments.map(({ contestant }) => contestant), ...cut]
  const stranger = [...contestants, ...named].find((id) => !inContest.has(id))
  if (stranger !== undefined) return `${stranger}, whom the contest does not have`
  const other = named.find((id) => !judged.has(id))
  if (other !== undefined) return `${other}, who is not judged in round ${planned.id}`
  const electorate = Object.keys(eligible).find((id) => !panelOf(planned, id))
  return electorate === undefined ? undefined : `${electorate}, which has no panel in round ${planned.id}`
}

/** Points with more places than are announced. */
function tooFine({ adjustments = [] }: Facts, contest: Contest): string | undefined {
  const decimals = decimalsOf(contest)
  const fine = adjustments.find(({ points }) => (points.split('.')[1]?.length ?? 0) > decimals)
  return fine && `${fine.points} points, with more places than the ${decimals} that are announced`
}
