import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { bundleFunctions, functionEntries } from '../../cdk/bundles.ts'
import { actionsOn, done } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  contextFor,
  eventFor,
  stageContest,
  startFunctions,
  type Functions,
} from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { eventRecord } from '#test/support/stream-records.ts'
import { resourcesOf, synthesise, type Template } from '#test/support/template.ts'

/** Every bundle is run in the environment that the template gives it, and what it counts is laid beside what alarms and graphs ask for. */

type Asked = { by: string; namespace: string; name: string; dimensions: Record<string, string> }

let folder: string
let functions: Functions
let stack: Template
/** What each function has said it counts, by its name. */
const counted = new Map<string, Set<string>>()

const contest = contestWith({ rounds: [roundWith({ id: 'final' })] })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-metrics-'))
  const found = synthesise()['Leitai']
  if (!found) throw new Error('no stack')
  stack = found
  bundleFunctions(Object.values(functionEntries()), folder)
  functions = await startFunctions()
  const stage = await stageContest(functions, contest, { zhang: 'village' })
  const on = actionsOn(functions, stage, 'final')
  done(await on.command({ type: 'openRound', round: 'final', seconds: 2 }))
  const body = { ballot: { electorate: 'village', choices: ['east'] }, requestId: 'request-of-zhang' }
  const path = { contest: contest.id, round: 'final' }
  const cast = (over: object = {}) =>
    eventFor('cast-ballot', { path, body, token: stage.voters['zhang'] ?? '', ...over })
  await run('cast-ballot', [cast(), cast({ token: 'no session' })])
  await run('cast-ballot', [cast()], { CONTESTS_TABLE: 'Nowhere' })

  await new Promise((resolve) => setTimeout(resolve, 2_500))
  const seal = done(await on.command({ type: 'sealRound', round: 'final' })).body.events[0]
  await run('seal-round', [{ Records: [eventRecord(contest.id, seal)] }])
  await withRefusingPush((url) =>
    run('publish-live', [{ Records: [eventRecord(contest.id, seal)] }], { PUSH_PUBLISH_URL: url }),
  )
  const tried = new Set(counted.keys())
  for (const name of routes.map((route) => route.function).filter((each) => !tried.has(each)))
    await run(name, [eventFor(name, { path: { ...path, voter: 'zhang' } })])
  for (const name of subscriptions.map((each) => each.function).filter((each) => !tried.has(each)))
    await run(name, [{ Records: [] }])
}, 600_000)
afterAll(async () => {
  await functions.stop()
  await rm(folder, { recursive: true })
})

async function withRefusingPush(use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/event`)
  server.close()
}

/** Has a bundle take events in a process of its own, and keeps what it counted. */
async function run(name: string, events: object[], over: Record<string, string> = {}): Promise<void> {
  const script = `
    const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, name, 'index.mjs')).href)})
    const context = { ...${JSON.stringify(contextFor(name))}, getRemainingTimeInMillis: () => 29000 }
    for (const event of ${JSON.stringify(events)}) await handler(event, context).catch(() => undefined)
    process.exit(0)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...environmentOf(name), ...over },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await text(child.stdout)
  const metrics = said.split('\n').flatMap(countsIn)
  counted.set(name, new Set([...(counted.get(name) ?? []), ...metrics]))
}

/** What the template gives a function, and what Lambda adds; the tables are those of the engine here. */
function environmentOf(name: string): Record<string, string> {
  const [, lambda] =
    resourcesOf(stack, 'AWS::Lambda::Function').find(
      ([, { Properties }]) => Properties.Description === `Leitai: ${name}`,
    ) ?? []
  const given = Object.entries<Json>(lambda?.Properties.Environment.Variables ?? {}).map(
    ([variable, value]) => [
      variable,
      typeof value === 'string' ? value : (process.env[variable] ?? 'set-by-cloudformation'),
    ],
  )
  return {
    ...Object.fromEntries(given),
    ORIGIN_SECRET_SHA256: '',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_ENDPOINT_URL_DYNAMODB: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    SESSION_PUBLIC_KEY: process.env['SESSION_PUBLIC_KEY'] ?? '',
  }
}

/** CloudWatch's embedded metric format: `namespace name {dimensions}` for each metric of a line. */
function countsIn(line: string): string[] {
  if (!line.includes('"_aws"')) return []
  const said: Json = JSON.parse(line)
  return said._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }: Json) =>
    Dimensions.flatMap((names: string[]) =>
      Metrics.map(({ Name }: Json) =>
        keyOf({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(names.map((each) => [each, said[each]])),
        }),
      ),
    ),
  )
}

const keyOf = ({ namespace, name, dimensions }: Omit<Asked, 'by'>): string =>
  `${namespace} ${name} ${JSON.stringify(dimensions)}`

const dimensionsOf = (dimensions: Json[] = []): Record<string, string> =>
  Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]))

function askedByAlarms(): Asked[] {
  return resourcesOf(stack, 'AWS::CloudWatch::Alarm').flatMap(([by, { Properties }]) => {
    const single = Properties.MetricName ? [Properties] : []
    const parts = (Properties.Metrics ?? []).flatMap(({ MetricStat }: Json) => MetricStat?.Metric ?? [])
    return [...single, ...parts].map(({ Namespace, MetricName, Dimensions }) => ({
      by,
      namespace: Namespace,
      name: MetricName,
      dimensions: dimensionsOf(Dimensions),
    }))
  })
}

/** A dashboard is a text with references in between, which stand here for themselves. */
function askedByGraphs(): Asked[] {
  return resourcesOf(stack, 'AWS::CloudWatch::Dashboard').flatMap(([by, { Properties }]) => {
    const body = Properties.DashboardBody['Fn::Join'][1]
      .map((part: Json) => (typeof part === 'string' ? part : Object.values(part).flat().join('.')))
      .join('')
    return JSON.parse(body).widgets.flatMap(({ properties }: Json) =>
      properties.metrics.map((metric: Json[]) => {
        const [namespace, name, ...rest] = metric.filter((part) => typeof part === 'string')
        const dimensions = Object.fromEntries(
          Array.from({ length: rest.length / 2 }, (_, index) => [rest[2 * index], rest[2 * index + 1]]),
        )
        return { by, namespace, name, dimensions }
      }),
    )
  })
}

/** What AWS's own services count, and by which dimensions; FunctionThrottles looks at a whole account. */
const countedByAws: Record<string, Record<string, string[]>> = {
  'AWS/Lambda': {
    Errors: ['FunctionName'],
    Duration: ['FunctionName'],
    Throttles: ['FunctionName', ''],
    IteratorAge: ['FunctionName'],
    ConcurrentExecutions: ['FunctionName'],
  },
  'AWS/ApiGateway': { Count: ['ApiId'], '4xx': ['ApiId'], '5xx': ['ApiId'] },
  'AWS/DynamoDB': {
    ReadThrottleEvents: ['TableName'],
    WriteThrottleEvents: ['TableName'],
    ConsumedReadCapacityUnits: ['TableName'],
    ConsumedWriteCapacityUnits: ['TableName'],
  },
  'AWS/Events': { TriggeredRules: ['RuleName'] },
}

/** What CloudWatch counts in logs. */
const countedInLogs = (): string[] =>
  resourcesOf(stack, 'AWS::Logs::MetricFilter').flatMap(([, { Properties }]) =>
    Properties.MetricTransformations.map(({ MetricNamespace, MetricName }: Json) =>
      keyOf({ namespace: MetricNamespace, name: MetricName, dimensions: {} }),
    ),
  )

it('every function counts under the name that it is deployed by', () => {
  const names = [...new Set([...routes, ...subscriptions].map((each) => each.function))]
  expect([...counted.keys()].sort()).toEqual(names.sort())
  for (const [name, metrics] of counted) {
    expect({ name, counts: metrics.size > 0 }).toEqual({ name, counts: true })
    for (const metric of metrics) expect(metric).toMatch(new RegExp(`^Leitai \\w+ {"service":"${name}"}$`))
  }
})

it('no alarm and no graph asks for what nobody counts', () => {
  const all = new Set([...[...counted.values()].flatMap((metrics) => [...metrics]), ...countedInLogs()])
  const asked = [...askedByAlarms(), ...askedByGraphs()]
  expect(new Set(asked.map(({ by }) => by)).size).toBe(
    resourcesOf(stack, 'AWS::CloudWatch::Alarm').length + 1,
  )
  const nobodyCounts = asked.filter(({ namespace, name, dimensions }) =>
    namespace.startsWith('AWS/')
      ? !countedByAws[namespace]?.[name]?.includes(Object.keys(dimensions).join())
      : !all.has(keyOf({ namespace, name, dimensions })),
  )
  expect(nobodyCounts).toEqual([])
})
