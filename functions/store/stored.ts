import { gunzipSync, gzipSync } from 'node:zlib'

/** What this project wrote itself is read back in the type it was written in. */
export const fromJson = <Stored>(text: string): Stored => JSON.parse(text) as Stored

/** Documents that are written once and read whole are stored compressed: an item may have 400 kB at most. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value))

export const unpack = <Stored>(packed: Uint8Array): Stored => fromJson(gunzipSync(packed).toString('utf8'))
