import { SaxesParser } from 'saxes'

export type Tag = {
  /** Without its prefix. */
  name: string
  /** The values of the attributes, by their names as written, with their prefixes. */
  attributes: Record<string, string>
}

type Heard = { open: (tag: Tag) => void; close: (name: string) => void; text: (text: string) => void }

/** Hears nothing. */
export const deaf: Heard = { open: () => {}, close: () => {}, text: () => {} }

/** More than any part of a workbook has. The parser keeps open tags and the attributes of one, which a small file could make millions of. */
const most = { open: 100, attributes: 100 }

/**
 * Tells of the tags and texts of an XML document in their order, in one walk: a worker has no parser of its own, and a tree of a large sheet
 * would be many times its size. A document that is not there tells nothing. Throws on what is not well-formed, and on entities that a
 * document defines itself.
 */
export function walkXml(xml: string | undefined, { open, close, text }: Heard): void {
  if (xml === undefined) return
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new Error('a spreadsheet defines no entities')
  })
  let depth = 0
  let attributesHere = 0
  parser.on('opentagstart', () => {
    depth += 1
    attributesHere = 0
    if (depth > most.open) throw new Error('a spreadsheet is not that deep')
  })
  parser.on('attribute', () => {
    attributesHere += 1
    if (attributesHere > most.attributes) throw new Error('a tag has too many attributes')
  })
  parser.on('opentag', ({ name, attributes }) => open({ name: localName(name), attributes }))
  parser.on('closetag', ({ name }) => {
    depth -= 1
    close(localName(name))
  })
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(xml).close()
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
