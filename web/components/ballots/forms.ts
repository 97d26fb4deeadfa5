import type { BallotKind } from '#core/ballot/filled.ts'

/** Most ballots are chosen, among few: that form comes with the page, the others when they are needed. */
export const forms = {
  long: () => import('./LongBallot.svelte'),
  other: () => import('./OtherBallot.svelte'),
}

/** Has the form of a kind at hand before its round opens. What fails now is asked for again by the ballot, which says so. */
export function prepareForm(kind: BallotKind): void {
  if (kind !== 'choose') forms.other().catch(() => undefined)
}
