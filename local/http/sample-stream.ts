import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { livePlaylist } from '#local/stream-sample/playlist.ts'
import { type Answer, answerOf } from './answer.ts'
import type { Pages } from './pages.ts'

const folder = fileURLToPath(new URL('../stream-sample/segments/', import.meta.url))

/** A livestream to try everything with: a clip in a loop, as live HLS at `/sample/live.m3u8`. */
export const sampleStream = (): Pages => {
  const segments = new Map(readdirSync(folder).map((name) => [`/sample/${name}`, segment(name)]))
  return (pathname) => (pathname === '/sample/live.m3u8' ? playlist() : segments.get(pathname))
}

const playlist = (): Answer => {
  const headers = { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-cache' }
  return answerOf(200, headers, Buffer.from(livePlaylist(new Date())))
}

const segment = (name: string): Answer => {
  const headers = { 'content-type': 'video/mp2t', 'cache-control': 'public, max-age=86400' }
  return answerOf(200, headers, readFileSync(folder + name))
}
