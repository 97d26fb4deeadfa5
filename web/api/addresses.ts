import type { Address } from '#client/types.ts'
import type * as routes from '#functions/routes.ts'

/** Where the server keeps what everybody may read; without anything that a page needs, so that a worker can use it too. */

type AddressOf<Name extends 'readContest' | 'readInForce' | 'readLog' | 'readResult' | 'readBook'> = Address<
  (typeof routes)[Name]['path']
>

export const contestUrl = (contest: string): AddressOf<'readContest'> =>
  `/api/contests/${encodeURIComponent(contest)}`

export const inForceUrl = (contest: string): AddressOf<'readInForce'> => `${contestUrl(contest)}/in-force`

export const logUrl = (contest: string): AddressOf<'readLog'> => `${contestUrl(contest)}/log`

export const roundUrl = (contest: string, round: string) =>
  `${contestUrl(contest)}/rounds/${encodeURIComponent(round)}` as const

export const resultUrl = (contest: string, round: string): AddressOf<'readResult'> =>
  `${roundUrl(contest, round)}/result`

/** NDJSON of ballots, one a line. */
export const bookUrl = (contest: string, round: string): AddressOf<'readBook'> =>
  `${roundUrl(contest, round)}/book`

/** The same of a version by its number: what a cache kept of the one before is not it. */
export const ofVersion = <Url extends string>(
  url: Url,
  version: number | undefined,
): Url | `${Url}?version=${number}` => (version === undefined ? url : `${url}?version=${version}`)
