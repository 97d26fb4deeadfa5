const segments = 15
const segmentMillis = 2_000
const listed = 10

const week = 7 * 24 * 3_600_000
/** A Monday, 02:00 in China. */
const monday = Date.UTC(1970, 0, 4, 18)

/**
 * The sample clip as a live HLS playlist (RFC 8216): the last segments that are complete at `now`, two seconds each, with a
 * discontinuity where the clip starts over. A pure function of the clock, so players go on undisturbed over a restart.
 *
 * Numbers count from the night to Monday, not from 1970: hls.js walks over every discontinuity number below the current one.
 */
export function livePlaylist(now: Date): string {
  const onAirSince = now.getTime() - ((now.getTime() - monday) % week)
  // The first loop of a week is taken as played before it, so that there is something to list at once.
  const numberZero = onAirSince - segments * segmentMillis
  const first = Math.floor((now.getTime() - numberZero) / segmentMillis) - listed
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${segmentMillis / 1_000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.ceil(first / segments)}`,
    ...Array.from({ length: listed }, (_, index) => segmentLines(first + index, numberZero)).flat(),
    '',
  ].join('\n')
}

function segmentLines(sequence: number, numberZero: number): string[] {
  const place = sequence % segments
  return [
    ...(place === 0 ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(numberZero + sequence * segmentMillis).toISOString()}`,
    `#EXTINF:${(segmentMillis / 1_000).toFixed(3)},`,
    `segment-${String(place).padStart(2, '0')}.ts`,
  ]
}
