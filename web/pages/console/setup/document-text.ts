import type { Fault } from '#contract/faults.ts'
import { jsonFault } from './json-fault.ts'

/** A contest document as people edit it. */
export const documentText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`

export type ReadDocument = { document: unknown } | { faults: Fault[] }

/** The JSON in a text, or where it breaks off. */
export function readDocumentText(text: string): ReadDocument {
  try {
    return { document: JSON.parse(text) as unknown }
  } catch {
    return { faults: [jsonFault(text)] }
  }
}

/** The id a document gives itself, if it gives one. */
export const idIn = (document: unknown): string =>
  typeof document === 'object' && document !== null && 'id' in document && typeof document.id === 'string'
    ? document.id
    : ''
