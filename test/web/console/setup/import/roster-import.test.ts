import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AddVoters, RosterRow } from '#contract/people.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../../../web/i18n/language.svelte.ts'
import {
  countsOf,
  notesOf,
  sayChange,
  sayTableFault,
} from '../../../../../web/pages/console/setup/import/import-words.ts'
import { columnsOf, firstRows } from '../../../../../web/pages/console/setup/import/preview-rows.ts'
import { RosterImport } from '../../../../../web/pages/console/setup/import/roster-import.svelte.ts'
import { sayBlocked } from '../../../../../web/pages/console/setup/people/people-words.ts'
import { RosterDesk } from '../../../../../web/pages/console/setup/roster.svelte.ts'
import { readLink } from '../../../../../web/state/link.ts'
import { SessionKeeper } from '../../../../../web/state/session.svelte.ts'
import { Storage } from '../../../../../web/state/storage.ts'

const contest = contestWith({
  electorates: [
    { id: 'village', name: '村民代表', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
})

/** A server with a roster, as far as an import looks at one. */
type Stored = RosterRow & { import?: string | undefined }
const people = new Map<string, Stored>()
let sent: AddVoters[] = []
let commands: unknown[] = []
let refusal: { status: number; body: unknown } | undefined

const answer = (body: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }))

function serve(path: string, { method, body }: { method: string; body: string }): Promise<Response> {
  const expiresAt = '2030-01-01T00:00:00.000Z'
  if (path.endsWith('/sessions'))
    return answer({ token: 't', role: 'organiser', contest: 'harvest', expiresAt })
  if (method === 'GET')
    return answer({
      contest: 'harvest',
      voters: [...people.values()],
      staff: [{ id: 'organiser-1', role: 'organiser' }],
    })
  if (refusal !== undefined) return answer(refusal.body, refusal.status)
  if (path.endsWith('/commands')) {
    const command = JSON.parse(body) as { voters: string[] }
    commands.push(command)
    for (const id of command.voters) people.delete(id)
    return answer({ version: 1, events: [] })
  }
  const list = JSON.parse(body) as AddVoters
  sent.push(list)
  const added = list.voters.filter(({ id }) => !people.has(id))
  for (const row of list.voters)
    people.set(row.id, { ...row, import: people.get(row.id)?.import ?? list.import })
  return answer({ voters: added.map(({ id }) => ({ id, code: `C-${id}`, link: 'l' })) })
}

async function begin() {
  const link = readLink(new URL('https://leitai.example/console?contest=harvest#AAAA-BBBB'))
  const keeper = new SessionKeeper('console', link, new Storage(() => null))
  await keeper.open()
  const roster = new RosterDesk(keeper, 'harvest', () => Promise.resolve())
  await roster.load()
  const entering = new RosterImport(() => contest, roster)
  const look = async (text: string) => {
    entering.pasted = text
    await entering.lookAtPasted()
    return entering.table
  }
  return { roster, entering, look }
}

beforeEach(() => {
  people.clear()
  sent = []
  commands = []
  refusal = undefined
  language.set('zh-CN')
  vi.stubGlobal('fetch', serve)
  vi.stubGlobal('location', { href: 'https://leitai.example/console' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
})
afterEach(() => vi.unstubAllGlobals())

describe('a table that was pasted', () => {
  it('is shown as it is understood, loaded as a list of its own, and gone', async () => {
    const { entering, look } = await begin()
    const table = await look('编号,投票组\nv1,村民代表\nj1,评委')
    expect(table && countsOf(contest, table).map(({ id, added }) => [id, added])).toEqual([
      ['village', 1],
      ['jury', 1],
    ])
    await entering.load()
    expect(sent).toMatchObject(
      [{ voters: [{ id: 'v1' }, { id: 'j1' }], replace: false, import: /^[0-9a-f]{16}$/ }].map((list) => ({
        ...list,
        import: expect.stringMatching(list.import),
      })),
    )
    expect([entering.table, entering.pasted]).toEqual([null, ''])
  })

  it('that is no table says why', async () => {
    const { entering, look } = await begin()
    expect(await look('编号,投票组\nv1,"评委\n')).toBe(null)
    expect(entering.unreadable).toEqual({ code: 'quote-unclosed', params: { line: 2 } })
  })

  it('stays where it could not be loaded, and names whom it would have changed meanwhile', async () => {
    const { entering, look, roster } = await begin()
    await look('编号,投票组,姓名\nv1,评委,王明')
    refusal = {
      status: 409,
      body: {
        code: 'not-allowed',
        reason: 'people-would-change',
        errors: [
          {
            path: '$.voters[0]',
            message: 'm',
            code: 'person-changes',
            params: { id: 'v1', was: 'a', now: 'b' },
          },
        ],
      },
    }
    await entering.load()
    expect(entering.table?.rows).toHaveLength(1)
    expect(roster.progress?.problem?.errors).toHaveLength(1)
  })

  it('may not take the id of somebody of the staff', async () => {
    const { look } = await begin()
    const table = await look('编号,投票组\norganiser-1,评委')
    expect(table?.faults.map(({ code }) => code)).toEqual(['other-electorate'])
  })
})

describe('people who are known', () => {
  const text = '序号,投票组,姓名,单位\n1,评委,赵四,西村\n2,评委,孙七,西村\n3,评委,钱五,西村'
  const known = () => {
    people.set('1', { id: '1', electorate: 'jury', name: '王明', unit: '东村' })
    people.set('2', { id: '2', electorate: 'jury', name: '孙七', unit: '西村' })
  }

  it('change only after somebody has agreed, and are sent apart from those who are new', async () => {
    known()
    const { entering, look } = await begin()
    const table = await look(text)
    expect(table?.changed.map(sayChange)).toEqual(['1：王明 · 东村 → 赵四 · 西村'])
    expect(entering.ready).toBe(false)
    await entering.load()
    expect(sent).toEqual([])
    entering.agreed = true
    await entering.load()
    expect(sent.map(({ voters, replace }) => [voters.map(({ id }) => id), replace])).toEqual([
      [['3'], false],
      [['1'], true],
    ])
  })

  it('have to be agreed to again when the table is understood otherwise', async () => {
    known()
    const { entering, look } = await begin()
    await look(text)
    entering.agreed = true
    entering.chooseColumn(3, '')
    expect([entering.agreed, entering.table?.changed.map(sayChange)]).toEqual([
      false,
      ['1：王明 · 东村 → 赵四 · 东村'],
    ])
  })
})

describe('what somebody says of a table', () => {
  it('is which column is for what; a field is in one column only', async () => {
    const { entering, look } = await begin()
    await look('序号,电话,姓名,组别\n1,138,王明,评委')
    expect(entering.table?.columns).toMatchObject({ id: 1, electorate: 3, name: 2, unit: null })
    entering.chooseColumn(0, 'id')
    expect([entering.table?.columns.id, entering.table?.ids]).toEqual([0, 'running'])
    entering.chooseColumn(0, '')
    expect([entering.table?.columns.id, entering.table?.rows[0]?.id]).toEqual([null, 'jury-1'])
  })

  it('is which row has the titles, where everybody belongs, and what a cell means', async () => {
    const { entering, look } = await begin()
    await look('编号,姓名\n代号,名称\nv1,王明')
    entering.chooseElectorate('jury')
    entering.chooseHead(2)
    expect(entering.table).toMatchObject({
      head: { line: 2 },
      rows: [{ id: 'v1', electorate: 'jury' }],
      faults: [],
    })
    entering.chooseElectorate('')
    expect(entering.table?.faults).toMatchObject([{ code: 'electorate-without-column' }])
    await look('编号,投票组\nv1,评委组')
    entering.call('评委组', 'jury')
    expect(entering.table).toMatchObject({ faults: [], rows: [{ electorate: 'jury' }] })
  })
})

describe('a preview', () => {
  it('shows what is used as it was understood, and the rest as it stands there', async () => {
    const { entering, look } = await begin()
    const table = await look('名册\n序号,姓  名,投票组,备注\n１,王　明,jury,x')
    if (table === null || entering.sheet === null) throw new Error('no table')
    expect(columnsOf(table).map(({ title, field }) => [title, field])).toEqual([
      ['序号', 'id'],
      ['姓 名', 'name'],
      ['投票组', 'electorate'],
      ['备注', ''],
    ])
    expect(firstRows(contest, entering.sheet, table, 5)).toEqual([
      { line: 3, id: '1', cells: ['1', '王明', '评委', 'x'] },
    ])
    expect(notesOf(table, ['旧名册'])).toEqual({
      notes: ['没有用到的列：备注', '列名在第 2 行，上面的不导入：名册', '隐藏的工作表不读：旧名册'],
      warnings: [expect.stringContaining('编号取自“序号”')],
    })
  })

  it('says where something is wrong and what, with the names that people know', async () => {
    people.set('v1', { id: 'v1', electorate: 'jury', name: '王明' })
    const { look } = await begin()
    const table = await look('编号,投票组,姓名\nv1,村民代表,王明\na/b,评委组,李红\nv2,评委,#N/A')
    expect(
      table?.faults
        .map((fault) => sayTableFault(contest, fault))
        .map(({ where, what }) => `${where} ${what}`),
    ).toEqual([
      '第 2 行 评议主体“村民代表” 编号“v1”已经在“评委”里，不能更改',
      '第 3 行 评议主体 没有评议主体“评委组”：是不是“评委”？',
      '第 3 行 编号“a/b” 写法不合要求：只能用字母、数字和 - _ .，以字母或数字开头',
      '第 4 行 姓名 显示的是错误值 #N/A：请改正公式，或直接填写内容',
    ])
  })
})

describe('an import', () => {
  it('can be taken back: everybody whom it added and nobody else', async () => {
    people.set('old', { id: 'old', electorate: 'jury', name: '王明' })
    const { roster, entering, look } = await begin()
    await look('编号,投票组,姓名\nold,评委,王明\nv1,评委,李红\nv2,评委,张三')
    await entering.load()
    expect(roster.ofList(roster.lastList)).toEqual(['v1', 'v2'])
    expect(roster.codes.size).toBe(2)
    await roster.undo(roster.lastList ?? '', '撤销导入')
    expect(commands).toEqual([{ type: 'removeVoters', voters: ['v1', 'v2'], reason: '撤销导入' }])
    expect([roster.people?.map(({ id }) => id), roster.codes.size]).toEqual([['old'], 0])
  })

  it('that cannot be taken back says who has voted', () => {
    const seated = [{ id: 'v1', electorate: 'jury', name: '李红' }]
    const fault = {
      path: '$.voters[0]',
      message: 'm',
      code: 'has-ballot',
      params: { id: 'v1', round: 'final' },
    }
    expect(sayBlocked(contest, seated, fault)).toBe(`李红 · v1：在“${contest.rounds[0]?.title}”已有选票`)
  })
})
