import type { BallotKind } from '#core/ballot/filled.ts'

/** The form of each kind. Most ballots are chosen, so that form comes with the page; a phone loads of the others the one that it needs. */
export const forms = {
  grade: () => import('./GradeBallot.svelte'),
  score: () => import('./ScoreBallot.svelte'),
  rank: () => import('./RankBallot.svelte'),
}

/** Has the form of a kind at hand before its round opens. What fails now is asked for again by the ballot, which says so. */
export function prepareForm(kind: BallotKind): void {
  if (kind !== 'choose') forms[kind]().catch(() => undefined)
}
