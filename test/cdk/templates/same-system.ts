import { beforeAll, describe, expect, it } from 'vitest'
import { grants } from '#functions/grants.ts'
import { routes } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { applySettings } from '#local/system/environment.ts'
import { tables } from '#store/tables.ts'
import { resource, resourcesOf, synthesise, type Resource, type Template } from '#test/support/template.ts'
import type { Json } from '#test/support/json.ts'

/**
 * A walk through the template, from the gateway to the last stream: what is deployed is what one machine runs. `local/` wires its
 * front, its engine and its streams from the same three lists that are compared here.
 */

let stack: Template
let localNames: string[]

beforeAll(() => {
  const found = synthesise()['Leitai']
  if (!found) throw new Error('no stack')
  stack = found
  localNames = namesOnOneMachine()
}, 600_000)

/** The environment that `npm start` gives to the functions. */
function namesOnOneMachine(): string[] {
  const before = { ...process.env }
  applySettings({
    base: 'http://127.0.0.1',
    dynamodbEndpoint: 'http://127.0.0.1',
    keys: { publicKey: { kty: 'OKP' }, privateKey: { kty: 'OKP', d: '' } },
    publishUrl: 'http://127.0.0.1',
    realtimeUrl: 'ws://127.0.0.1',
  })
  const names = Object.keys(process.env).filter((name) => process.env[name] !== before[name])
  process.env = before
  return names
}

/** Follows `{Ref}` and `{Fn::GetAtt}` to the resource they name. */
function follow(reference: Json): Resource {
  const id = reference.Ref ?? reference['Fn::GetAtt'][0]
  const found = stack.Resources[id]
  if (!found) throw new Error(`nothing is called ${id}`)
  return found
}
const nameOf = ({ Properties }: Resource): string => Properties.Description.replace('Leitai: ', '')
const environmentOf = ({ Properties }: Resource): Record<string, Json> => Properties.Environment.Variables
const functionNamed = (name: string): Resource => {
  const found = resourcesOf(stack, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties.Description === `Leitai: ${name}`,
  )
  if (!found) throw new Error(`no function ${name}`)
  return found[1]
}

it('leads every route to the function of the same name, which has the time the route gives it', () => {
  const walked = resourcesOf(stack, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const [, [, integrationId]] = Properties.Target['Fn::Join']
    const integration = follow(integrationId)
    const lambda = follow(integration.Properties.IntegrationUri)
    expect(integration.Properties.PayloadFormatVersion).toBe('2.0')
    return { route: Properties.RouteKey, function: nameOf(lambda), timeoutSeconds: lambda.Properties.Timeout }
  })
  expect(walked.sort(byRoute)).toEqual(
    routes
      .map(({ method, path, function: name, timeoutSeconds }) => ({
        route: `${method} ${path}`,
        function: name,
        timeoutSeconds,
      }))
      .sort(byRoute),
  )
})

const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1)

it('has the same tables with the same keys, indexes and streams', () => {
  const walked = resourcesOf(stack, 'AWS::DynamoDB::Table').map(([id, { Properties }]) => [
    id.replace(/^Tables|[0-9A-F]{8}$/g, ''),
    {
      keys: Properties.KeySchema,
      types: new Set(Properties.AttributeDefinitions.map((attribute: Json) => attribute.AttributeType)),
      indexes: (Properties.GlobalSecondaryIndexes ?? []).map(
        ({ IndexName, KeySchema, Projection }: Json) => ({
          name: IndexName,
          keys: KeySchema,
          all: Projection.ProjectionType === 'ALL',
        }),
      ),
      stream: Properties.StreamSpecification?.StreamViewType,
    },
  ])
  const declared = Object.entries(tables).map(([name, { partitionKey, sortKey, indexes = [], stream }]) => [
    name,
    {
      keys: keySchema(partitionKey, sortKey),
      types: new Set(['S']),
      indexes: indexes.map((index) => ({
        name: index.name,
        keys: keySchema(index.partitionKey, index.sortKey),
        all: true,
      })),
      stream,
    },
  ])
  expect(Object.fromEntries(walked)).toEqual(Object.fromEntries(declared))
})

const keySchema = (partitionKey: string, sortKey?: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' }]),
]

it('wakes the same functions by the same streams, filters and bounds', () => {
  const walked = resourcesOf(stack, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => ({
    function: nameOf(follow(Properties.FunctionName)),
    table: Properties.EventSourceArn['Fn::GetAtt'][0].replace(/^Tables|[0-9A-F]{8}$/g, ''),
    batchSize: Properties.BatchSize,
    batchWindowSeconds: Properties.MaximumBatchingWindowInSeconds,
    retries: Properties.MaximumRetryAttempts,
    timeoutSeconds: follow(Properties.FunctionName).Properties.Timeout,
    filters: Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
  }))
  expect(walked).toEqual(subscriptions)
})

describe('the environment', () => {
  /** Lambda says these itself, or they are how one machine stands in for AWS. */
  const onlyOnOneMachine = [
    'AWS_ACCESS_KEY_ID',
    'AWS_ENDPOINT_URL_DYNAMODB',
    'AWS_REGION',
    'AWS_SECRET_ACCESS_KEY',
    'POWERTOOLS_LOG_LEVEL',
    'POWERTOOLS_METRICS_DISABLED',
    'SESSION_PRIVATE_KEY',
  ]
  /** On AWS the key that signs is fetched from a secret, and a CDN stands before the gateway. */
  const onlyOnAws = ['ORIGIN_SECRET_SHA256', 'SESSION_PRIVATE_KEY_SECRET']

  it('has the same names', () => {
    const deployed = resourcesOf(stack, 'AWS::Lambda::Function')
      .filter(([id]) => id.startsWith('Functions'))
      .flatMap(([, lambda]) => Object.keys(environmentOf(lambda)))
    expect([...new Set(deployed)].filter((name) => !onlyOnAws.includes(name)).sort()).toEqual(
      localNames.filter((name) => !onlyOnOneMachine.includes(name)).sort(),
    )
    expect([...new Set(deployed.filter((name) => onlyOnAws.includes(name)))].sort()).toEqual(onlyOnAws)
    expect(localNames).toEqual(expect.arrayContaining(onlyOnOneMachine))
  })

  it.each(Object.keys(grants))('names to %s the tables of its row in the matrix, and no others', (name) => {
    const named = Object.entries(environmentOf(functionNamed(name))).filter(([key]) => key.endsWith('_TABLE'))
    expect(named.map(([key, value]) => [key, value.Ref.replace(/^Tables|[0-9A-F]{8}$/g, '')]).sort()).toEqual(
      Object.keys(grants[name] ?? {})
        .map((table) => [`${table.toUpperCase()}_TABLE`, table])
        .sort(),
    )
  })

  it('tells every function the address that people use', () => {
    const distribution = resourcesOf(stack, 'AWS::CloudFront::Distribution').map(([id]) => id)
    for (const { function: name } of routes)
      expect(environmentOf(functionNamed(name))['BASE_URL']).toEqual({
        'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distribution[0], 'DomainName'] }]],
      })
  })
})

it('has one file for each function, and a row in the matrix of grants', () => {
  const names = [...new Set([...routes, ...subscriptions].map(({ function: name }) => name))].sort()
  const deployed = resourcesOf(stack, 'AWS::Lambda::Function')
    .filter(([id]) => id.startsWith('Functions'))
    .map(([, lambda]) => nameOf(lambda))
  expect(deployed.sort()).toEqual(names)
  expect(Object.keys(grants).sort()).toEqual(names)
  expect(resource(stack, 'AWS::ApiGatewayV2::Stage', 'Routes').Properties.StageName).toBe('$default')
})
