/** A backslash is a slash to a browser, and what nobody can see it leaves out: both hide where an address leads. */
const misleading = /[\\\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/u

const base = 'https://leitai.invalid'

/**
 * Whether an address leads where a person who reads it takes it to: a path to this site and nowhere else, an `http` address to the host
 * that is written in it, with nobody's name before it.
 */
export function leadsWhereItSays(address: string): boolean {
  if (misleading.test(address) || !URL.canParse(address, base)) return false
  const { origin, username, password } = new URL(address, base)
  if (address.startsWith('/')) return origin === base
  return username === '' && password === '' && origin !== base
}
