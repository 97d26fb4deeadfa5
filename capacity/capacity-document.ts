import { readFileSync, writeFileSync } from 'node:fs'
import { reportParts } from './report.ts'

/** Puts each part of the report between its markers: `<!-- capacity: name -->` … `<!-- /capacity -->`. Throws when one has none. */
export function withParts(document: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const open = `<!-- capacity: ${name} -->`
    const close = '<!-- /capacity -->'
    const start = text.indexOf(open)
    const end = text.indexOf(close, start)
    if (start < 0 || end < 0) throw new Error(`the document has no place for ‘${name}’ (${open} … ${close})`)
    return `${text.slice(0, start)}${open}\n\n${part}\n\n${text.slice(end)}`
  }, document)
}

const capacityFile = new URL('../docs/capacity.md', import.meta.url)

export const readCapacity = (): string => readFileSync(capacityFile, 'utf8')

export const writeCapacity = (): void => writeFileSync(capacityFile, withParts(readCapacity(), reportParts()))
