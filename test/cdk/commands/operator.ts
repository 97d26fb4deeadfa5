import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** Somebody at a terminal who runs Leitai on AWS: a folder, the CDK's command line and AWS itself are played. */
export type Operator = {
  run(command: 'deploy' | 'invite' | 'destroy', args: string[], typed?: string): Promise<Ran>
  /** How the CDK's command line was called, in order. */
  cdkCalls(): string[]
  /** Stacks whose deletion CloudFormation was asked for. */
  deleted: string[]
}

type Ran = { code: number | null; out: string; err: string }

/** What stands on AWS: stacks by name with their outputs, and which tables refuse to be deleted. */
export type Cloud = {
  stacks: Record<string, { outputs: Record<string, string>; terminationProtected?: boolean }>
  protectedTables?: string[]
  /** Reads and writes a second that tables are warm for. */
  warm?: Record<string, [reads: number, writes: number]>
  /** Functions that the account may run at once; 1,000 unless said. */
  concurrency?: number
  /** A DynamoDB-compatible engine for everything that is no description of a table. */
  engine?: string
}

export const tableOutputs = {
  ContestsTable: 'Contests',
  VotersTable: 'Voters',
  BallotsTable: 'Ballots',
  TalliesTable: 'Tallies',
  KeysTable: 'Keys',
}

/** The account that the played CDK finds; `unknown-account` is what it writes where nobody has signed in. */
export async function operatorOn(cloud: Cloud, account = '123456789012'): Promise<Operator> {
  const folder = mkdtempSync(join(tmpdir(), 'leitai-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const calls = join(folder, 'calls.txt')
  writeFileSync(join(folder, 'cdk'), playedCdk(calls, account))
  chmodSync(join(folder, 'cdk'), 0o755)
  const deleted: string[] = []
  const aws = await playAws(cloud, deleted)
  const env = {
    ...process.env,
    PATH: [folder, process.env['PATH']].join(delimiter),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator-secret',
    AWS_ENDPOINT_URL_CLOUDFORMATION: aws,
    AWS_ENDPOINT_URL_LAMBDA: aws,
    AWS_ENDPOINT_URL_DYNAMODB: cloud.engine ?? aws,
  }
  return {
    run: async (command, args, typed = '') => {
      const file = join(import.meta.dirname, `../../../cdk/commands/${command}.ts`)
      const child = spawn(process.execPath, [file, ...args], { cwd: folder, env })
      child.stdin.end(typed)
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
      return { code: child.exitCode, out, err }
    },
    deleted,
    cdkCalls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
  }
}

const playedCdk = (calls: string, account: string): string => `#!${process.execPath}
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
const args = process.argv.slice(2)
appendFileSync(${JSON.stringify(calls)}, args.join(' ') + '\\n')
if (args[0] === 'synth') {
  mkdirSync('cdk.out', { recursive: true })
  const stack = (region) => ({ type: 'aws:cloudformation:stack', environment: 'aws://${account}/' + region })
  const artifacts = { Leitai: stack('eu-central-1'), 'LeitaiEdge-eu-central-1': stack('us-east-1'), assets: { type: 'cdk:asset-manifest' } }
  writeFileSync('cdk.out/manifest.json', JSON.stringify({ artifacts }))
}
if (args[0] === 'diff') console.log('Stack Leitai: [+] AWS::DynamoDB::Table Ballots')
if (args[0] === 'deploy')
  writeFileSync(args.at(-1), JSON.stringify({ Leitai: { Address: 'https://vote.example.org' } }))
`

async function playAws(cloud: Cloud, deleted: string[]): Promise<string> {
  const server = createServer((request, response) => {
    void answer(request, cloud, deleted).then(({ status, type, body }) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answer(request: IncomingMessage, cloud: Cloud, deleted: string[]) {
  const asked = await text(request)
  if (request.url === '/2016-08-19/account-settings')
    return json({ AccountLimit: { UnreservedConcurrentExecutions: cloud.concurrency ?? 1_000 } })
  const target = String(request.headers['x-amz-target'] ?? '')
  if (target.endsWith('.DescribeTable')) return tableDescription(JSON.parse(asked).TableName, cloud)
  const form = new URLSearchParams(asked)
  const stack = form.get('StackName') ?? ''
  if (form.get('Action') !== 'DeleteStack') return stackDescription(stack, cloud)
  deleted.push(stack)
  return { status: 200, type: 'text/xml', body: '<DeleteStackResponse/>' }
}

const json = (body: object) => ({
  status: 200,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
})

function tableDescription(name: string, { protectedTables = [], warm = {} }: Cloud) {
  const [ReadUnitsPerSecond, WriteUnitsPerSecond] = warm[name] ?? [12_000, 4_000]
  const Table = {
    TableName: name,
    DeletionProtectionEnabled: protectedTables.includes(name),
    WarmThroughput: { ReadUnitsPerSecond, WriteUnitsPerSecond, Status: 'ACTIVE' },
  }
  return json({ Table })
}

function stackDescription(name: string, { stacks }: Cloud) {
  const stack = stacks[name]
  const type = 'text/xml'
  if (!stack) {
    const message = `Stack with id ${name} does not exist`
    return {
      status: 400,
      type,
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
    }
  }
  const outputs = Object.entries(stack.outputs)
    .map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    .join('')
  const described = [
    `<StackName>${name}</StackName>`,
    '<CreationTime>2026-11-20T12:00:00Z</CreationTime>',
    '<StackStatus>CREATE_COMPLETE</StackStatus>',
    `<EnableTerminationProtection>${stack.terminationProtected ?? false}</EnableTerminationProtection>`,
    `<Outputs>${outputs}</Outputs>`,
  ].join('')
  return {
    status: 200,
    type,
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${described}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  }
}
