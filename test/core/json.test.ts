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

  const bad: [string, string, string][] = [
    ['no JSON', '{"a":', 'Is not JSON'],
    ['empty', '', 'Is not JSON'],
    ['cut in a string', '"abc\\', 'Is not JSON'],
    ['lists in lists', '['.repeat(33) + ']'.repeat(33), 'Is nested deeper than 32 levels'],
    ['lists without an end', '['.repeat(1e6), 'Is nested deeper than 32 levels'],
    ['a long list', `[${'0,'.repeat(100_000)}0]`, 'Has more than 100000 values'],
  ]
  it.each(bad)('that is %s is refused in one sentence', (_, text, message) => {
    expect(parseJson(text)).toEqual({ fault: { path: '$', message } })
  })

  it('ends at the first name that is forbidden', () => {
    expect(parseJson('{"a":{"__proto__":{"__proto__":1}},"__proto__":2}')).toEqual({
      fault: { path: '$.__proto__', code: 'unknown-field', params: {} },
    })
  })
})
