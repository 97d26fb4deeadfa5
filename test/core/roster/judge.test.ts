import { describe, expect, it } from 'vitest'
import { judgeRows, type KnownPerson } from '#core/roster/judge.ts'
import { contestWith } from '#test/support/contest.ts'

const contest = contestWith({
  electorates: [
    { id: 'village', name: '村民代表', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
    { id: 'crowd', name: '网友', role: 'voter', admission: 'open' },
  ],
})
type Said = { id?: string; electorate?: string; name?: string; unit?: string }
const judge = (rows: Said[], known: KnownPerson[] = []) =>
  judgeRows(
    contest,
    rows.map((row, index) => ({ row: index + 2, id: `v${index}`, electorate: 'village', ...row })),
    known,
  )
const faults = (rows: Said[], known?: KnownPerson[]) =>
  judge(rows, known).faults.map(({ index, field, code }) => [index, field, code])
const wang = { id: 'v0', electorate: 'village', name: '王明', unit: '东村' }

describe('a row that nothing is wrong with', () => {
  it('is somebody new, somebody as before, or somebody who changes', () => {
    const red = { ...wang, id: 'v2', name: '李红' }
    const judged = judge(
      [wang, { id: 'v1', name: '张三' }, { id: 'v2', name: '孙七', unit: '西村' }],
      [wang, red],
    )
    expect(judged).toEqual({
      faults: [],
      unchanged: [wang],
      added: [{ id: 'v1', electorate: 'village', name: '张三' }],
      changed: [{ before: red, after: { ...red, name: '孙七', unit: '西村' } }],
    })
  })

  it('leaves as it was what it does not give', () => {
    expect(judge([{ id: 'v0' }], [wang])).toMatchObject({ unchanged: [wang], changed: [] })
    expect(judge([{ id: 'v0', name: '王鸣' }], [wang]).changed[0]?.after).toEqual({ ...wang, name: '王鸣' })
  })
})

describe('a row is refused', () => {
  it.each<[string, Said[], [number, string, string][], KnownPerson[]?]>([
    ['without an id', [{ id: '' }], [[0, 'id', 'cell-empty']]],
    ['with an id that is none', [{ id: 'a/b' }], [[0, 'id', 'id-form']]],
    ['with an id that every object has', [{ id: 'constructor' }], [[0, 'id', 'reserved-word']]],
    [
      'with an id that an earlier one has',
      [{ id: 'a' }, { id: 'b' }, { id: 'a' }],
      [[2, 'id', 'row-repeated']],
    ],
    ['with an id that looks like an earlier one', [{ id: 'a1' }, { id: 'а1' }], [[1, 'id', 'id-looks-like']]],
    ['with an id that looks like a known one', [{ id: 'а1' }], [[0, 'id', 'id-looks-like']], [{ id: 'a1' }]],
    ['without an electorate', [{ electorate: '' }], [[0, 'electorate', 'cell-empty']]],
    ['with an electorate nobody knows', [{ electorate: 'moon' }], [[0, 'electorate', 'unknown-electorate']]],
    [
      'with one that has no roster',
      [{ electorate: 'crowd' }],
      [[0, 'electorate', 'electorate-without-roster']],
    ],
    [
      'with another than they are in',
      [{ electorate: 'jury' }],
      [[0, 'electorate', 'other-electorate']],
      [wang],
    ],
    ['with the id of somebody of the staff', [{}], [[0, 'electorate', 'other-electorate']], [{ id: 'v0' }]],
    ['with a name that is too long', [{ name: '长'.repeat(201) }], [[0, 'name', 'text-too-long']]],
    ['with a unit that is too long', [{ unit: '长'.repeat(201) }], [[0, 'unit', 'text-too-long']]],
  ])('%s', (_, rows, expected, known) => {
    expect(faults(rows, known)).toEqual(expected)
  })

  it('with the number of the earlier one', () => {
    expect(judge([{ id: 'a' }, { id: 'a' }, { id: 'a' }]).faults.map(({ params }) => params)).toEqual([
      { id: 'a', row: 2 },
      { id: 'a', row: 2 },
    ])
  })
})
