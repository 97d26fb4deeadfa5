/** What of a sheet of scores comes after its first sight, all of it at once. */
export { default as Advice } from './Advice.svelte'
export { default as CommentFields } from './CommentFields.svelte'
export { default as Dots } from './Dots.svelte'
export { default as NumberPad } from './NumberPad.svelte'
export { default as OtherRounds } from './OtherRounds.svelte'
export { default as Overview } from './Overview.svelte'
export { default as SheetNotices } from './SheetNotices.svelte'
export { sayLeft } from '../../i18n/left-words.ts'
