import type { Console } from '#contract/office.ts'

/** How many people are on the roster of each electorate; null where anybody may vote. */
export const eligibleIn = ({ rounds }: Pick<Console, 'rounds'>): Record<string, number | null> =>
  Object.fromEntries(
    Object.values(rounds).flatMap(({ turnout }) =>
      Object.entries(turnout).map(([id, { eligible }]): [string, number | null] => [id, eligible]),
    ),
  )
