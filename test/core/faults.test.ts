import { describe, expect, it, test } from 'vitest'
import { ballotSchema } from '#contract/ballot.ts'
import { checkShape, fault, forbiddenKey, listed, pathTo, schemaFaults, tryParse } from '#core/faults.ts'

test('paths are JSONPaths', () => {
  expect(pathTo('$.rounds', 2)).toBe('$.rounds[2]')
  expect(pathTo('$.scores', 'c1')).toBe('$.scores.c1')
  expect(pathTo('$.scores', '海阳')).toBe('$.scores.海阳')
  expect(pathTo('$.scores', 'c-1')).toBe("$.scores['c-1']")
  expect(pathTo('$.scores', '7')).toBe("$.scores['7']")
  expect(pathTo('$', "it's \\")).toBe("$['it\\'s \\\\']")
})

describe('what a schema found', () => {
  const faultsOf = (ballot: unknown) => {
    const error = tryParse(ballotSchema, ballot)?.error
    return error ? schemaFaults(error, '$.ballot') : []
  }

  test('names each unknown field', () => {
    expect(faultsOf({ electorate: 'p', choices: [], weight: 2, voter: 'me' })).toEqual([
      { path: '$.ballot.weight', code: 'unknown-field', params: {} },
      { path: '$.ballot.voter', code: 'unknown-field', params: {} },
    ])
  })

  test('is told about the form that was meant', () => {
    expect(faultsOf({ electorate: 'p', scores: { a: { idea: '9' } } }).map(({ path }) => path)).toEqual([
      '$.ballot.scores.a.idea',
    ])
  })
})

test('a name longer than any is cut', () => {
  const long = 'x'.repeat(1_000)
  expect(pathTo('$', long)).toBe(`$.${'x'.repeat(100)}…`)
})

test('the first field named __proto__ is found wherever it hides', () => {
  const json: unknown = JSON.parse(
    '{"scores": {"a": {"__proto__": 1}}, "list": [{"__proto__": {}}], "fine": null}',
  )
  expect(forbiddenKey(json)).toEqual({ path: '$.scores.a.__proto__', code: 'unknown-field', params: {} })
  expect(forbiddenKey(JSON.parse('[1, [{"__proto__": {"__proto__": 1}}]]'))?.path).toBe('$[1][0].__proto__')
  expect(forbiddenKey(JSON.parse('{"choices": ["__proto__"]}'))).toBeUndefined()
})

describe('very many faults', () => {
  it('are told as the first hundred and how many more there are', () => {
    const faults = Array.from({ length: 1_000 }, (_, index) => fault(`$[${index}]`, 'score-missing'))
    const told = listed(faults)
    expect(told).toHaveLength(101)
    expect(told.at(-1)).toEqual({ path: '$', code: 'more-faults', params: { count: 900 } })
    expect(listed(faults.slice(0, 100))).toHaveLength(100)
  })

  it('are short, each of them', () => {
    const [told] = listed([fault(`$.${'x'.repeat(1e6)}`, 'unknown-group', { id: 'y'.repeat(1e6) })])
    expect(JSON.stringify(told).length).toBeLessThan(1_000)
  })

  it('that a schema cannot hand on are one', () => {
    const scores = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`c${index}`, '']))
    const checked = checkShape(ballotSchema, { electorate: 'p', scores: { a: scores } })
    expect(checked).toEqual({ faults: [{ path: '$', code: 'beyond-listing', params: {} }] })
  })
})
