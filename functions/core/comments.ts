import type { Comments } from '#contract/ballot.ts'
import type { ReleasedComments } from '#contract/office.ts'
import { digestOf } from './canonical.ts'

/** One judge's comments in a round; `judge` is absent in secret rounds. Those of a shadow judge are for the staff alone. */
export type JudgesComments = { judge?: string; comments: Comments; shadow?: true }

type Shown = ReleasedComments['comments']

/**
 * Arranges comments by contestant. What is empty is left out; names and notes only go where they may. Without a name, a comment's
 * place in the list follows from its words alone, so that one judge's comments on several contestants cannot be told by it.
 */
export function commentsByContestant(
  all: readonly JudgesComments[],
  may: { contestants: readonly string[]; judges: boolean; notes: boolean },
): Shown {
  const shown = may.contestants.map((contestant): [string, Shown[string]] => [
    contestant,
    all.flatMap((entry) => commentOn(contestant, entry, may)).sort(byNameThenWords),
  ])
  return Object.fromEntries(shown.filter(([, comments]) => comments.length > 0))
}

function commentOn(
  contestant: string,
  { judge, comments }: JudgesComments,
  may: { judges: boolean; notes: boolean },
): Shown[string] {
  const words = Object.hasOwn(comments, contestant) ? comments[contestant] : undefined
  const kept = words && withWords(words, may.notes)
  return kept ? [{ ...(may.judges && judge !== undefined && { judge }), ...kept }] : []
}

function byNameThenWords(one: Shown[string][number], other: Shown[string][number]): number {
  const [a, b] = [one, other].map(({ judge = '', ...words }) => `${judge} ${digestOf(words)}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}

function withWords(words: Comments[string], notes: boolean): Comments[string] | undefined {
  const kept = Object.entries(words).filter(
    ([kind, text]) => (notes || kind !== 'note') && text !== undefined && text.trim() !== '',
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
