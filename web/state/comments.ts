import type { Comment, Comments } from '#contract/ballot.ts'
import { isRecord } from './storage.ts'

export const commentFields = ['strength', 'shortfall', 'suggestion', 'note'] as const

export const isComments = (value: unknown): value is Comments =>
  isRecord(value) && Object.values(value).every((comment) => isRecord(comment))

/** What was said here on top of what was said before, field by field. */
export function joinComments(before: Comments = {}, here: Comments = {}): Comments {
  const joined = { ...before }
  for (const [id, comment] of Object.entries(here)) joined[id] = { ...joined[id], ...comment }
  return joined
}

/** The fields of `here` that `held` says otherwise or not at all; one that is empty is the same as one that is not there. */
export function commentsBeyond(held: Comments = {}, here: Comments = {}): Comments {
  const beyond: Comments = {}
  for (const [id, comment] of Object.entries(here)) {
    const before: Comment = held[id] ?? {}
    const left: Comment = {}
    for (const field of commentFields)
      if ((comment[field] ?? '') !== (before[field] ?? '')) left[field] = comment[field] ?? ''
    if (Object.keys(left).length > 0) beyond[id] = left
  }
  return beyond
}
