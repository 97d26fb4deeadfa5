import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { livePlaylist } from '#local/stream-sample/playlist.ts'

const at = (time: string) => new Date(time)
const numberIn = (playlist: string, tag: string) => Number(new RegExp(`${tag}:(\\d+)`).exec(playlist)?.[1])

/** Every listed segment as a player numbers it. */
function read(playlist: string) {
  const segments: { sequence: number; discontinuity: number; start: number; url: string }[] = []
  let sequence = numberIn(playlist, '#EXT-X-MEDIA-SEQUENCE')
  let discontinuity = numberIn(playlist, '#EXT-X-DISCONTINUITY-SEQUENCE')
  let start = NaN
  for (const line of playlist.split('\n')) {
    if (line === '#EXT-X-DISCONTINUITY') discontinuity += 1
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) start = Date.parse(line.slice(25))
    if (line === '' || line.startsWith('#')) continue
    segments.push({ sequence, discontinuity, start, url: line })
    sequence += 1
  }
  return segments
}

test('the playlist at a moment when the clip has just started over', () => {
  expect(livePlaylist(at('2026-11-22T08:00:05.500Z'))).toBe(`#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:284407
#EXT-X-DISCONTINUITY-SEQUENCE:18961
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:44.000Z
#EXTINF:2.000,
segment-07.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:46.000Z
#EXTINF:2.000,
segment-08.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:48.000Z
#EXTINF:2.000,
segment-09.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:50.000Z
#EXTINF:2.000,
segment-10.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:52.000Z
#EXTINF:2.000,
segment-11.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:54.000Z
#EXTINF:2.000,
segment-12.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:56.000Z
#EXTINF:2.000,
segment-13.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T07:59:58.000Z
#EXTINF:2.000,
segment-14.ts
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T08:00:00.000Z
#EXTINF:2.000,
segment-00.ts
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T08:00:02.000Z
#EXTINF:2.000,
segment-01.ts
`)
})

test('over two loops a segment keeps its number, time and file for as long as it is listed', () => {
  const seen = new Map<number, ReturnType<typeof read>[number]>()
  const from = at('2026-11-22T08:00:00.300Z').getTime()
  for (let millis = 0; millis < 62_000; millis += 700) {
    const segments = read(livePlaylist(new Date(from + millis)))
    expect(segments).toHaveLength(10)
    for (const segment of segments) {
      expect(segment).toEqual(seen.get(segment.sequence) ?? segment)
      seen.set(segment.sequence, segment)
    }
    const last = segments.at(-1)
    expect(from + millis - (last?.start ?? 0)).toBeGreaterThanOrEqual(2_000)
    expect(from + millis - (last?.start ?? 0)).toBeLessThan(4_000)
  }

  const all = [...seen.values()]
  all.slice(1).forEach((segment, index) => {
    const before = all[index]
    expect(segment.sequence).toBe((before?.sequence ?? 0) + 1)
    expect(segment.start).toBe((before?.start ?? 0) + 2_000)
    expect(segment.discontinuity - (before?.discontinuity ?? 0)).toBe(segment.url === 'segment-00.ts' ? 1 : 0)
  })
})

test('numbers stay small: they begin anew in the night to Monday, in China, with a full list', () => {
  const before = read(livePlaylist(at('2026-11-22T17:59:59.999Z')))
  const after = read(livePlaylist(at('2026-11-22T18:00:00.000Z')))
  expect(before[0]?.sequence).toBe(302_404)
  expect(after[0]).toMatchObject({ sequence: 5, discontinuity: 1 })
  expect(after).toHaveLength(10)
  expect(after.slice(0, -1).map(({ start }) => start)).toEqual(before.slice(1).map(({ start }) => start))
  expect(after.slice(0, -1).map(({ url }) => url)).toEqual(before.slice(1).map(({ url }) => url))
})

test('the loop is made of exactly the files that are here', () => {
  const from = at('2026-11-22T08:00:00.000Z').getTime()
  const urls = Array.from(
    { length: 15 },
    (_, index) => read(livePlaylist(new Date(from + index * 2_000)))[0]?.url,
  )
  const files = readdirSync(new URL('../../../local/stream-sample/segments/', import.meta.url))
  expect(urls.sort()).toEqual(files.sort())
})
