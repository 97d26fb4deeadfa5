/** What comes once a ballot is on its way. */
export { default as CastBallot } from './CastBallot.svelte'
export { default as Receipt } from './Receipt.svelte'
