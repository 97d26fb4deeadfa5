import { describe, expect, it, vi } from 'vitest'
import { operatorOn, tableOutputs } from './operator.ts'

// Each command is a process of its own, and the first may have to build the pages.
vi.setConfig({ testTimeout: 120_000 })

const outputs = { Address: 'https://vote.example.org', ...tableOutputs }
const stacks = { Leitai: { outputs } }

describe('while data is protected', () => {
  it.each([
    ['tables', { stacks, protectedTables: ['Contests', 'Ballots'] }, '(Contests, Ballots)'],
    ['the stack', { stacks: { Leitai: { outputs, terminationProtected: true } } }, '(the stack)'],
  ])('%s: deletes nothing, and says how to lift it', async (_, cloud, what) => {
    const operator = await operatorOn(cloud)
    const { code, out, err } = await operator.run('destroy', [], 'Leitai\n')
    expect({ code, out, calls: operator.cdkCalls() }).toEqual({ code: 1, out: '', calls: [] })
    expect(err).toBe(
      `The data of Leitai is protected ${what}: export what is to be kept with “npm run bundle”, deploy with -c protectData=false ` +
        'and all other settings as they are, then run this again.\n',
    )
  })
})

describe('once nothing is protected', () => {
  it('deletes everything when the name is typed', async () => {
    const operator = await operatorOn({ stacks })
    const { code, out, err } = await operator.run('destroy', [], 'Leitai\n')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('This deletes Leitai in eu-central-1 (https://vote.example.org)')
    expect(operator.cdkCalls()).toEqual([
      'synth --quiet --app node cdk/app.ts --output cdk.out -c region=eu-central-1 -c protectData=false',
      'destroy --all --force --app cdk.out',
    ])
  })

  it.each(['leitai\n', 'y\n', '\n', ''])('deletes nothing when %j is typed', async (typed) => {
    const operator = await operatorOn({ stacks })
    const { code, err } = await operator.run('destroy', [], typed)
    expect({ code, err, calls: operator.cdkCalls() }).toEqual({
      code: 1,
      err: 'Nothing is deleted.\n',
      calls: [],
    })
  })
})

describe('where nothing stands', () => {
  it('says so', async () => {
    const operator = await operatorOn({ stacks })
    const { code, err } = await operator.run('destroy', ['-c', 'name=Autumn'])
    expect({ code, err }).toEqual({
      code: 1,
      err: 'There is no Autumn in eu-central-1: deploy it first, or say where it is with -c name=… and -c region=….\n',
    })
  })
})
