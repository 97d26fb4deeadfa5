import { describe, expect, it } from 'vitest'
import { extentOf, parseJson } from '#core/json.ts'

describe('a text from outside', () => {
  it('is the value it says', () => {
    expect(parseJson('{"a": [1, {"b": "]}\\""}]}')).toEqual({ json: { a: [1, { b: ']}"' }] } })
    expect(parseJson('7')).toEqual({ json: 7 })
  })

  it('is measured without what stands in its strings', () => {
    expect(extentOf('{"a:": [1, "[[{{,,::", {"\\\\": 2}]}')).toEqual({ levels: 3, values: 6, names: 2 })
  })

  const bad: [string, string, object][] = [
    ['no JSON', '{"a":', { code: 'not-json', params: {} }],
    ['empty', '', { code: 'not-json', params: {} }],
    ['cut in a string', '"abc\\', { code: 'not-json', params: {} }],
    ['lists in lists', '['.repeat(33) + ']'.repeat(33), { code: 'too-deep', params: { most: 32 } }],
    ['lists without an end', '['.repeat(1e6), { code: 'too-deep', params: { most: 32 } }],
    ['a long list', `[${'0,'.repeat(100_000)}0]`, { code: 'too-many-values', params: { most: 100_000 } }],
  ]
  it.each(bad)('that is %s is refused as one fault', (_, text, wrong) => {
    expect(parseJson(text)).toEqual({ fault: { path: '$', ...wrong } })
  })

  it('ends at the first name that is forbidden', () => {
    expect(parseJson('{"a":{"__proto__":{"__proto__":1}},"__proto__":2}')).toEqual({
      fault: { path: '$.__proto__', code: 'unknown-field', params: {} },
    })
  })
})
