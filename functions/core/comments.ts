import type { Comments } from '#contract/ballot.ts'
import type { ReleasedComments } from '#contract/office.ts'

/** One judge's comments in a round; `judge` is absent in secret rounds. */
export type JudgesComments = { judge?: string; comments: Comments }

type Shown = ReleasedComments['comments']

/** Arranges comments by contestant. What is empty is left out; names and notes only go where they may. */
export function commentsByContestant(
  all: readonly JudgesComments[],
  may: { contestants: readonly string[]; judges: boolean; notes: boolean },
): Shown {
  const shown = may.contestants.map((contestant): [string, Shown[string]] => [
    contestant,
    all.flatMap(({ judge, comments }) => {
      const words = Object.hasOwn(comments, contestant) ? comments[contestant] : undefined
      const kept = words && withWords(words, may.notes)
      return kept ? [{ ...(may.judges && judge !== undefined && { judge }), ...kept }] : []
    }),
  ])
  return Object.fromEntries(shown.filter(([, comments]) => comments.length > 0))
}

function withWords(words: Comments[string], notes: boolean): Comments[string] | undefined {
  const kept = Object.entries(words).filter(
    ([kind, text]) => (notes || kind !== 'note') && text !== undefined && text.trim() !== '',
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
