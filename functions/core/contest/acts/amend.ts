import * as z from 'zod'
import { amendable, amendedKind, amendment } from '#contract/amendments.ts'
import type { Contest } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { checkShape, fault, within } from '#core/faults.ts'
import { likenessOf } from '#core/look-alike.ts'
import { contestAct } from '../act.ts'
import { wordsOf } from '../amended.ts'
import { id, reason } from './fields.ts'

/** All corrections stand in the head, which every vote looks at: letters of them at most. */
const mostLetters = 30_000

const unknown = {
  contestant: 'unknown-contestant',
  round: 'unknown-round',
  electorate: 'unknown-electorate',
  group: 'unknown-group',
} as const

/** Words that people read are put right; rules never change. */
export const amend = contestAct({
  command: 'amend',
  commandFields: {
    what: amendedKind,
    id: id.optional(),
    fields: z.record(z.string(), z.string()),
    reason,
  },
  event: 'amended',
  eventFields: amendment,
  decide: ({ what, id: of, fields: asked, reason }, { contest, state }) => {
    if (what === 'contest' && of !== undefined) return { faults: [fault('$.id', 'unknown-field')] }
    if (what !== 'contest' && of === undefined)
      return { faults: [fault('$.id', 'missing', { expected: 'string' })] }
    const checked = checkShape(amendable[what], asked)
    if ('faults' in checked) return { faults: checked.faults.map((found) => within('$.fields', found)) }
    const fields = texts(checked.data)
    const before = wordsOf(contest, what, of, Object.keys(fields))
    if (!before)
      return { faults: [fault('$.id', unknown[what === 'contest' ? 'contestant' : what], { id: of ?? '' })] }
    const faults = what === 'contestant' ? nameFaults(contest, of, fields.name) : []
    if (faults.length > 0) return { faults }
    const changed = Object.keys(fields).filter((field) => fields[field] !== before[field])
    if (changed.length === 0) return { refusal: 'nothing-changes' }
    const event = {
      what,
      ...(of !== undefined && { id: of }),
      fields: picked(fields, changed),
      before: picked(before, changed),
      reason,
    }
    const letters = JSON.stringify([...(state.amendments ?? []), event]).length
    return letters > mostLetters ? { refusal: 'too-many-corrections' } : { event }
  },
  evolve: (state, { what, id, fields, before, reason, at, n }) => ({
    ...state,
    amendments: [
      ...(state.amendments ?? []),
      { what, ...(id !== undefined && { id }), fields, before, reason, at },
    ],
    changed: n,
  }),
})

const texts = (words: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([field, text]: [string, unknown]) =>
      typeof text === 'string' ? [[field, text]] : [],
    ),
  )

const picked = (words: Record<string, string>, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, words[field] ?? '']))

/** A name that nobody can tell from another contestant's would be no correction. */
function nameFaults(contest: Contest, of: string | undefined, name: string | undefined): Fault[] {
  if (name === undefined) return []
  const like = contest.contestants.find((one) => one.id !== of && likenessOf(one.name) === likenessOf(name))
  return like ? [fault('$.fields.name', 'name-looks-like', { name, like: like.name })] : []
}
