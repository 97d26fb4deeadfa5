/** Where the server keeps what everybody may read; without anything that a page needs, so that a worker can use it too. */

export const contestUrl = (contest: string): string => `/api/contests/${encodeURIComponent(contest)}`

export const roundUrl = (contest: string, round: string): string =>
  `${contestUrl(contest)}/rounds/${encodeURIComponent(round)}`

export const resultUrl = (contest: string, round: string): string => `${roundUrl(contest, round)}/result`

/** NDJSON of ballots, one a line. */
export const bookUrl = (contest: string, round: string): string => `${roundUrl(contest, round)}/book`
