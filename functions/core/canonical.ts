import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }

/**
 * The one byte-for-byte form of a JSON value, after RFC 8785: object members sorted by UTF-16 code units, no white space,
 * strings and numbers as ECMAScript writes them. Members that are undefined are left out, as in JSON.stringify. Throws on a
 * number that JSON cannot write, so that no two values share a digest.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} is not a JSON number`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join(',')}]`
  // Joined by hand: a book has a million lines, and each is compared with its canonical form.
  let members = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)

/** SHA-256 in lower-case hex of the canonical JSON of a value. */
export const digestOf = (value: Json): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))
