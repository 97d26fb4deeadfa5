import { describe, expect, it, vi } from 'vitest'
import { operatorOn, tableOutputs } from './operator.ts'

// Each command is a process of its own, and the first may have to build the pages.
vi.setConfig({ testTimeout: 120_000 })

const fresh = { stacks: {} }
const verbs = (calls: string[]) => calls.map((call) => call.split(' ')[0])

describe('with --yes, on an account that has seen no CDK', () => {
  it('shows where to, the settings, the price and the changes; bootstraps both regions; deploys; says the address and what is next', async () => {
    const operator = await operatorOn(fresh)
    const { code, out, err } = await operator.run('deploy', ['-c', 'expectedVoters=10000', '--yes'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(operator.cdkCalls()).toEqual([
      'synth --quiet --app node cdk/app.ts --output cdk.out -c expectedVoters=10000 -c region=eu-central-1 -c standing={"concurrency":1000,"warm":{}}',
      'diff --app cdk.out',
      'bootstrap aws://123456789012/eu-central-1',
      'bootstrap aws://123456789012/us-east-1',
      'deploy --all --app cdk.out --require-approval never --outputs-file cdk.out/outputs.json',
    ])
    expect(out).toContain(
      'Leitai goes to account 123456789012, region eu-central-1, and its firewall to us-east-1.',
    )
    expect(out).toContain('expectedVoters: 10000')
    expect(out).toMatch(/about \$\d+ a month while nobody comes, and about \$\d+ for an evening/)
    expect(out.indexOf('a month while nobody comes')).toBeLessThan(out.indexOf('[+] AWS::DynamoDB::Table'))
    expect(out.trim().split('\n').slice(-2)).toEqual([
      'Leitai runs at https://vote.example.org',
      'Next: npm run invite -- owner -c region=eu-central-1',
    ])
  })
})

describe('with --yes, where the CDK is at home', () => {
  it('bootstraps nothing', async () => {
    const operator = await operatorOn({ stacks: { CDKToolkit: { outputs: {} } } })
    expect((await operator.run('deploy', ['--yes'])).code).toBe(0)
    expect(verbs(operator.cdkCalls())).toEqual(['synth', 'diff', 'deploy'])
    expect(operator.deleted).toEqual([])
  })
})

describe('on an account that may run only few functions', () => {
  it('says so before it asks', async () => {
    const operator = await operatorOn({ stacks: {}, concurrency: 10 })
    const { code, out } = await operator.run('deploy', [])
    expect(code).toBe(1)
    expect(out).toContain(
      'In eu-central-1 this account runs 10 functions at once: ask for 1,000 before an event',
    )
    expect(operator.cdkCalls()[0]).toContain('"concurrency":10')
  })
})

describe('on an account of which a part is kept for this deployment already', () => {
  it('divides what it has had before, and not what is left of it', async () => {
    const stacks = { Leitai: { outputs: { ReservedConcurrency: '620' } } }
    const operator = await operatorOn({ stacks, concurrency: 380 })
    await operator.run('deploy', [])
    expect(operator.cdkCalls()[0]).toContain('"concurrency":1000')
  })
})

describe('for fewer voters than before', () => {
  it('hands on how warm the tables are, and says that they stay so', async () => {
    const operator = await operatorOn({
      stacks: { CDKToolkit: { outputs: {} }, Leitai: { outputs: { ...tableOutputs, Address: 'https://x' } } },
      warm: { Ballots: [12_000, 10_000] },
    })
    const { code, out } = await operator.run('deploy', ['--yes', '-c', 'expectedVoters=300'])
    expect({ code, said: out.includes('AWS cools no table: Ballots stay as warm as they are.') }).toEqual({
      code: 0,
      said: true,
    })
    expect(operator.cdkCalls()[0]).toContain('"Ballots":{"reads":12000,"writes":10000}')
  })
})

describe('without the firewall that was there before', () => {
  it('takes its stack away, once nothing uses it', async () => {
    const operator = await operatorOn({
      stacks: {
        CDKToolkit: { outputs: {} },
        'LeitaiEdge-eu-central-1': { outputs: {} },
        'LeitaiEdge-eu-west-1': { outputs: {} },
      },
    })
    const { code, out } = await operator.run('deploy', ['--yes', '-c', 'firewall=none'])
    expect({ code, deleted: operator.deleted }).toEqual({ code: 0, deleted: ['LeitaiEdge-eu-central-1'] })
    expect(out).toContain('The firewall that was there is taken away.\nLeitai runs at')
  })
})

describe('without a terminal and without --yes', () => {
  it('shows the changes and deploys nothing, in a sentence', async () => {
    const operator = await operatorOn(fresh)
    const { code, out, err } = await operator.run('deploy', [], 'y\n')
    expect(out).toContain('[+] AWS::DynamoDB::Table')
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Nothing is deployed: there is no terminal to ask at. Give --yes to deploy. Usage: npm run deploy -- [-c name=value]… [--yes]\n',
    })
    expect(verbs(operator.cdkCalls())).toEqual(['synth', 'diff'])
  })
})

describe('when nobody has signed in to AWS', () => {
  it('says so before anything is shown or asked', async () => {
    const operator = await operatorOn(fresh, 'unknown-account')
    const { code, err } = await operator.run('deploy', ['--yes'])
    expect(code).toBe(1)
    expect(err).toMatch(/^No AWS credentials are in force: .*\n$/)
    expect(verbs(operator.cdkCalls())).toEqual(['synth'])
  })
})

describe('a command line that is wrong', () => {
  it.each([
    [['-c', 'expectedVoters=0'], 'expectedVoters must be a whole number from 1 to 1000000.'],
    [['-c', 'voters=300'], '“voters=300” is no setting'],
    [['now'], '“now” is not understood.'],
  ])('%j is one sentence, and the CDK is not even started', async (args, sentence) => {
    const operator = await operatorOn(fresh)
    const { code, out, err } = await operator.run('deploy', args)
    expect(err).toContain(sentence)
    expect({ code, out, lines: err.trim().split('\n').length, calls: operator.cdkCalls() }).toEqual({
      code: 1,
      out: '',
      lines: 1,
      calls: [],
    })
  })
})
