import { gunzipSync, gzipSync } from 'node:zlib'

/**
 * What this project wrote itself is read back in the type it was written in. Throws when it is damaged, in words of its own: the
 * parser's would quote the text, which may be a ballot, and errors are logged.
 */
export function fromJson<Stored>(text: string): Stored {
  try {
    return JSON.parse(text) as Stored
  } catch {
    throw new Error(`${text.length} characters from the store are not valid JSON`)
  }
}

/** Documents that are written once and read whole are stored compressed: an item may have 400 kB at most. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value))

export const unpack = <Stored>(packed: Uint8Array): Stored => fromJson(gunzipSync(packed).toString('utf8'))
