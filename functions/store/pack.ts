import { gunzipSync, gzipSync } from 'node:zlib'

/** Documents that are written once and read whole are stored compressed: an item may have 400 kB at most. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value))

export const unpack = <Stored>(packed: Uint8Array): Stored => JSON.parse(gunzipSync(packed).toString('utf8'))
