import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonFault } from '../../../../web/pages/console/setup/json-fault.ts'
import { readDocumentText } from '../../../../web/pages/console/setup/document-text.ts'

it.each([
  ['{\n  "id": "a",\n  "title" "b"\n}', 'json-syntax', { line: 3, column: 11, near: '"b"' }],
  ['{\n  "id": "a"\n  "title": "b"\n}', 'json-syntax', { line: 3, column: 3, near: '"title": "b"' }],
  ['{\n  "id": "a",\n}', 'json-syntax', { line: 3, column: 1, near: '}' }],
  ['{"id": [1, 2}', 'json-syntax', { line: 1, column: 13, near: '}' }],
  ['{"id": “a”}', 'json-sign', { line: 1, column: 8, sign: '“' }],
  ['{"id": "a"，"b": 1}', 'json-sign', { line: 1, column: 11, sign: '，' }],
  ['{"id": "a"', 'json-ended', {}],
  ['', 'json-ended', {}],
  ['{"id": "a', 'json-syntax', { line: 1, column: 8, near: '"a' }],
  ['{} {}', 'json-syntax', { line: 1, column: 4, near: '{}' }],
  ['{"a": 01}', 'json-syntax', { line: 1, column: 8, near: '1}' }],
])('a text that is no JSON is told where: %j', (text, code, params) =>
  expect(readDocumentText(text)).toEqual({ faults: [{ path: '$', code, params }] }),
)

it('finds a place in whatever is no JSON, and none in what is', () => {
  const text = fc
    .json()
    .chain((json) =>
      fc.tuple(fc.constant(json), fc.nat(json.length), fc.constantFrom('', ',', '}', '"', ':', 'x', '\\')),
    )
  fc.assert(
    fc.property(text, ([json, at, sign]) => {
      expect(readDocumentText(json)).toEqual({ document: JSON.parse(json) as unknown })
      expect(jsonFault(json)).toMatchObject({ code: 'json-ended' })
      const broken = json.slice(0, at) + sign + json.slice(at + 1)
      const read = readDocumentText(broken)
      if ('faults' in read) expect(read.faults[0]?.code).toMatch(/^json-/)
    }),
  )
})
