/** Longest part of a channel's name that AppSync Events takes. */
const longest = 50
/** Where a name is cut that is too long, or ends in a way that AppSync refuses. */
const cut = 32

const fits = (contest: string): boolean => contest.length <= longest && !contest.endsWith('-')

/**
 * The channel on which a contest's live document is pushed: `/live/<contest>`, or for an id that AppSync refuses as a part of a name
 * (more than 50 characters, or a `-` at the end) the id in two parts, each within zeros. No two contests share one.
 */
export const liveChannel = (contest: string): string =>
  fits(contest) ? `/live/${contest}` : `/live/0${contest.slice(0, cut)}0/0${contest.slice(cut)}0`

const whole = /^\/live\/([a-z0-9][a-z0-9-]{1,62})$/
const inParts = /^\/live\/0([a-z0-9][a-z0-9-]{1,31})0\/0([a-z0-9-]{0,31})0$/

/** Whether a channel is the one of a contest; which contest, nobody asks: what is pushed there is public. */
export function isLiveChannel(name: string): boolean {
  const contest = whole.exec(name)?.[1] ?? inParts.exec(name)?.slice(1).join('')
  return contest !== undefined && liveChannel(contest) === name
}
