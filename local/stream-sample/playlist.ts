const segments = 15
const seconds = 2
const listed = 6

/**
 * The sample clip as a live HLS playlist (RFC 8216): the last six segments that are complete at `now`, two seconds each, as if the
 * clip had been on air in a loop since 1970. Where it starts over stands a discontinuity. A pure function of the clock, so players
 * go on undisturbed over a restart.
 */
export function livePlaylist(now: Date): string {
  const end = Math.floor(now.getTime() / (seconds * 1_000))
  const first = end - listed
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.ceil(first / segments)}`,
    ...Array.from({ length: listed }, (_, index) => segmentLines(first + index)).flat(),
    '',
  ].join('\n')
}

function segmentLines(sequence: number): string[] {
  const place = sequence % segments
  return [
    ...(place === 0 ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(sequence * seconds * 1_000).toISOString()}`,
    `#EXTINF:${seconds.toFixed(3)},`,
    `segment-${String(place).padStart(2, '0')}.ts`,
  ]
}
