import { describe, expect, test } from 'vitest'
import { ballotSchema } from '#contract/ballot.ts'
import { pathTo, protoFaults, schemaFaults } from '#core/faults.ts'

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
    const { error } = ballotSchema.safeParse(ballot)
    return error ? schemaFaults(error, '$.ballot') : []
  }

  test('names each unknown field', () => {
    expect(faultsOf({ electorate: 'p', choices: [], weight: 2, voter: 'me' })).toEqual([
      { path: '$.ballot.weight', message: 'Unknown field' },
      { path: '$.ballot.voter', message: 'Unknown field' },
    ])
  })

  test('is told about the form that was meant', () => {
    expect(faultsOf({ electorate: 'p', scores: { a: { idea: '9' } } }).map(({ path }) => path)).toEqual([
      '$.ballot.scores.a.idea',
    ])
  })
})

test('fields named __proto__ are found wherever they hide', () => {
  const json: unknown = JSON.parse(
    '{"scores": {"a": {"__proto__": 1}}, "list": [{"__proto__": {}}], "fine": null}',
  )
  expect(protoFaults(json).map(({ path }) => path)).toEqual(['$.list[0].__proto__', '$.scores.a.__proto__'])
  expect(protoFaults(JSON.parse('{"choices": ["__proto__"]}'))).toEqual([])
})
