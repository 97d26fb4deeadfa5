/// <reference types="svelte" />
/// <reference types="vite/client" />

/** The player without what a live stage never sends (subtitles, alternate audio, encryption): a third smaller. */
declare module 'hls.js/light' {
  export { default } from 'hls.js'
}
