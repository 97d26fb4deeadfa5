type Tag = {
  /** Without its prefix. */
  name: string
  /** The value of an attribute, by its name with or without a prefix. */
  attribute: (name: string) => string | undefined
}

export type Heard = { open: (tag: Tag) => void; close: (name: string) => void; text: (text: string) => void }

/**
 * Tells of the tags and texts of an XML document in their order, in one walk: a worker has no parser of its own, and a tree of a large sheet
 * would be many times its size. Throws on entities that a document defines itself.
 */
export function walkXml(xml: string, heard: Heard): void {
  for (let at = 0; at < xml.length;) {
    const start = xml.indexOf('<', at)
    if (start !== at) heard.text(plain(xml.slice(at, start === -1 ? undefined : start)))
    if (start === -1) return
    at =
      xml.startsWith('<!', start) || xml.startsWith('<?', start)
        ? besides(xml, start, heard)
        : tagAt(xml, start, heard)
  }
}

function besides(xml: string, start: number, { text }: Heard): number {
  if (xml.startsWith('<!DOCTYPE', start)) throw new Error('a spreadsheet defines no entities')
  if (xml.startsWith('<!--', start)) return after(xml, '-->', start)
  if (!xml.startsWith('<![CDATA[', start)) return after(xml, '>', start)
  const end = after(xml, ']]>', start)
  text(xml.slice(start + '<![CDATA['.length, end - ']]>'.length))
  return end
}

function tagAt(xml: string, start: number, { open, close }: Heard): number {
  const end = endOfTag(xml, start)
  const inside = xml.slice(start + 1, end - 1)
  if (inside.startsWith('/')) {
    close(localName(inside.slice(1).trim()))
    return end
  }
  const [full = ''] = /^[^\s/]+/.exec(inside) ?? []
  const name = localName(full)
  open({ name, attribute: (wanted) => attributeIn(inside, wanted) })
  if (inside.endsWith('/')) close(name)
  return end
}

/** A value in quotes may hold a `>`. */
function endOfTag(xml: string, start: number): number {
  let quote = ''
  for (let at = start; at < xml.length; at++) {
    const letter = xml.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  throw new Error('a tag does not end')
}

function after(xml: string, mark: string, start: number): number {
  const at = xml.indexOf(mark, start)
  if (at === -1) throw new Error(`${mark} is missing`)
  return at + mark.length
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function attributeIn(inside: string, wanted: string): string | undefined {
  for (const [, name, double, single] of inside.matchAll(/\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (name === wanted) return plain(double ?? single ?? '')
  return undefined
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(#x?[0-9a-fA-F]{1,6}|\w{2,4});/g,
        (whole, name: string) => entities[name] ?? numbered(name) ?? whole,
      )
    : text

const numbered = (name: string): string | undefined => {
  if (!name.startsWith('#')) return undefined
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
