import { beforeAll, describe, expect, it } from 'vitest'
import { grants, leadingKeys } from '#functions/grants.ts'
import { routes } from '#functions/routes.ts'
import type { TableName } from '#store/tables.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { circumstances } from '#test/support/circumstances.ts'
import { resource, resourcesOf, synthesise, type Resource, type Template } from '#test/support/template.ts'
import type { Json } from '#test/support/json.ts'

/** What must hold of the infrastructure, read off the templates as CloudFormation gets them. */

let stack: Template
let edge: Template
/** Large, unprotected, without push and firewall, with a mail for alarms. */
let other: Template
let china: Template

const stackOf = (stacks: Record<string, Template>, name: string): Template => {
  const found = stacks[name]
  if (!found) throw new Error(`no stack ${name} among ${Object.keys(stacks).join()}`)
  return found
}

beforeAll(() => {
  const stacks = synthesise()
  stack = stackOf(stacks, 'Leitai')
  edge = stackOf(stacks, 'LeitaiEdge-ap-southeast-1')
  const others = synthesise(circumstances['large, bare and given up'])
  expect(Object.keys(others)).toEqual(['Leitai'])
  other = stackOf(others, 'Leitai')
  china = stackOf(synthesise(circumstances['in China']), 'Leitai')
}, 600_000)

const functions = [...new Set([...routes, ...subscriptions].map(({ function: name }) => name))]
const votersFunctions = ['open-session', 'cast-ballot', 'read-ballot', 'read-live']
const idOf = (name: string) => `Functions${name.replaceAll('-', '')}`
const functionOf = (name: string): Resource =>
  resource(stack, 'AWS::Lambda::Function', `${idOf(name)}Function`)

type Statement = { Effect: string; Action: string | string[]; Resource: Json; Condition?: Json }
const statementsOf = (name: string): Statement[] =>
  resource(stack, 'AWS::IAM::Policy', `${idOf(name)}Role`).Properties.PolicyDocument.Statement
const actionsIn = ({ Action }: Statement): string[] => [Action].flat()
const resourcesIn = ({ Resource: named }: Statement): Json[] => [named].flat()

describe('the tables', () => {
  it('refuse deletion, outlive the stack and are paid by use', () => {
    for (const [id, table] of resourcesOf(stack, 'AWS::DynamoDB::Table'))
      expect({ id, ...table }).toMatchObject({
        id,
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' },
      })
  })

  const restorable = (template: Template) =>
    Object.fromEntries(
      resourcesOf(template, 'AWS::DynamoDB::Table').map(([id, { Properties }]) => [
        id.replace(/^Tables|[0-9A-F]{8}$/g, ''),
        Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled,
      ]),
    )
  const all = { Contests: true, Voters: true, Ballots: true, Tallies: true, Keys: false }

  it('are restorable to any second, but for the keys that must be gone when they are deleted', () => {
    expect(restorable(stack)).toEqual(all)
  })

  it('keep no second of a ballot where that is given up', () => {
    expect(restorable(other)).toEqual({ ...all, Ballots: false, Tallies: false })
  })

  it('are warmed up for a large vote only', () => {
    const warm = (template: Template) =>
      resource(template, 'AWS::DynamoDB::Table', 'TablesBallots').Properties.WarmThroughput
    expect(warm(stack)).toBeUndefined()
    expect(warm(other)).toEqual({ ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 10_000 })
  })

  it('may be given up when the organiser says so', () => {
    for (const [, table] of resourcesOf(other, 'AWS::DynamoDB::Table'))
      expect(table).toMatchObject({
        DeletionPolicy: 'Delete',
        Properties: { DeletionProtectionEnabled: false },
      })
  })
})

describe('the functions', () => {
  it('run Node 24 on arm64, each with a role and a kept log of its own', () => {
    const own = functions.map(functionOf)
    for (const each of own)
      expect(each.Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
    for (const part of [
      (each: Resource) => each.Properties.Role,
      (each: Resource) => each.Properties.LoggingConfig.LogGroup,
    ])
      expect(new Set(own.map((each) => JSON.stringify(part(each)))).size).toBe(functions.length)
    for (const [, log] of resourcesOf(stack, 'AWS::Logs::LogGroup'))
      expect(log.Properties.RetentionInDays).toBe(180)
  })

  it('may do with the tables what the written matrix says, and nothing else', () => {
    const granted = functions.map((name) => [
      name,
      statementsOf(name)
        .flatMap((statement) =>
          actionsIn(statement)
            .filter((action) => isOfTables(action))
            .flatMap((action) =>
              resourcesIn(statement).map((named) => ({
                table: tableOf(named),
                action,
                keys: keysOf(statement),
              })),
            ),
        )
        .sort(byText),
    ])
    const written = functions.map((name) => [
      name,
      Object.entries(grants[name] ?? {})
        .flatMap(([table, actions]) =>
          actions.map((action) => ({
            table: table === 'Voters' && action === 'Query' ? 'Voters/index/roster' : table,
            action: `dynamodb:${action}`,
            keys: leadingKeys[name]?.[table as TableName]?.[action],
          })),
        )
        .sort(byText),
    ])
    expect(Object.fromEntries(granted)).toEqual(Object.fromEntries(written))
  })

  it.each(votersFunctions)('%s can neither delete nor scan, and no wildcard is in its role', (name) => {
    for (const statement of statementsOf(name)) {
      expect(actionsIn(statement).join()).not.toMatch(/\*|Delete|Scan|Batch|PartiQL/)
      expect(JSON.stringify(statement.Resource)).not.toContain('*')
      expect(statement.Effect).toBe('Allow')
    }
    const role = resource(stack, 'AWS::IAM::Role', `${idOf(name)}Role`)
    expect(role.Properties.ManagedPolicyArns).toBeUndefined()
  })

  it('can read the key that signs sessions in open-session alone', () => {
    const readers = functions.filter((name) =>
      statementsOf(name).some((statement) => actionsIn(statement).join().includes('secretsmanager')),
    )
    expect(readers).toEqual(['open-session'])
    expect(JSON.stringify(stack.Resources)).not.toMatch(/"SESSION_PRIVATE_KEY":/)
  })

  it('speak to the push in publish-live alone', () => {
    const publishers = functions.filter((name) =>
      statementsOf(name).some((statement) => actionsIn(statement).join().includes('appsync')),
    )
    expect(publishers).toEqual(['publish-live'])
  })
})

/** Streams and logs are another matter. */
const isOfTables = (action: string): boolean =>
  /^dynamodb:/.test(action) && !/Stream|GetRecords|ShardIterator/.test(action)

/** `TablesBallots1234ABCD` → `Ballots`, with what follows the table's ARN. */
function tableOf(named: Json): string {
  const [base, rest] = named['Fn::Join'] ? named['Fn::Join'][1] : [named, '']
  return base['Fn::GetAtt'][0].replace(/^Tables|[0-9A-F]{8}$/g, '') + rest
}
const keysOf = ({ Condition }: Statement) => Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys']
const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

describe('the streams', () => {
  it('start at the first record, keep their order, halve a bad batch, and keep whole what nobody could take', () => {
    const mappings = resourcesOf(stack, 'AWS::Lambda::EventSourceMapping')
    expect(mappings).toHaveLength(subscriptions.length)
    for (const [, { Properties }] of mappings) {
      expect(Properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        ParallelizationFactor: 1,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRecordAgeInSeconds: 21_600,
        DestinationConfig: {
          OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^FailuresBucket/), 'Arn'] } },
        },
      })
      expect(Properties.MaximumRetryAttempts).toBeGreaterThan(0)
      expect(Properties.MaximumRetryAttempts).toBeLessThan(10)
    }
  })
})

describe('the front', () => {
  it('throttles every route by itself', () => {
    const stage = resource(stack, 'AWS::ApiGatewayV2::Stage', 'RoutesStage')
    expect(Object.keys(stage.Properties.RouteSettings).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    )
    for (const settings of Object.values<Json>(stage.Properties.RouteSettings)) {
      expect(settings.ThrottlingRateLimit).toBeGreaterThan(0)
      expect(settings.ThrottlingBurstLimit).toBeGreaterThan(0)
    }
  })

  it('logs requests without addresses, persons and sessions', () => {
    const { Format } = resource(stack, 'AWS::ApiGatewayV2::Stage', 'RoutesStage').Properties.AccessLogSettings
    expect(Format).not.toMatch(/ip|path|authorization|header|user/i)
  })

  it('caches what functions allow, by session, and for the public as one', () => {
    for (const [, { Properties }] of resourcesOf(stack, 'AWS::CloudFront::CachePolicy'))
      expect(Properties.CachePolicyConfig).toMatchObject({
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization'] },
          CookiesConfig: { CookieBehavior: 'none' },
        },
      })
  })

  it('tells browsers to run nothing inline, to come by TLS only, and lets nobody frame a ballot', () => {
    const policies = resourcesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy').map(
      ([, { Properties }]) => Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig,
    )
    const [pages, overlay] = policies
    for (const each of policies) {
      expect(each.ContentSecurityPolicy.ContentSecurityPolicy).not.toContain('unsafe')
      expect(each.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(63_072_000)
      expect(each.ReferrerPolicy.ReferrerPolicy).toBe('no-referrer')
    }
    expect(pages.FrameOptions.FrameOption).toBe('DENY')
    expect(pages.ContentSecurityPolicy.ContentSecurityPolicy).toContain(`frame-ancestors 'none'`)
    expect(overlay.FrameOptions).toBeUndefined()
    expect(overlay.ContentSecurityPolicy.ContentSecurityPolicy).toContain('frame-ancestors *')
  })

  it('lets pages talk to their own host and the push, and the watch page alone to those of a livestream', () => {
    const connectOf = (template: Template) =>
      Object.fromEntries(
        resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').map(([id, { Properties }]) => [
          id.replace(/^Site|[0-9A-F]{8}$/g, ''),
          /connect-src ([^;]*);/.exec(
            Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy
              .ContentSecurityPolicy,
          )?.[1],
        ]),
      )
    const push = 'wss://*.appsync-realtime-api.ap-southeast-1.amazonaws.com'
    expect(connectOf(stack)).toEqual({
      Headers: `'self' ${push}`,
      OverlayHeaders: `'self' ${push}`,
      WatchHeaders: `'self' ${push} https:`,
    })
    expect(connectOf(china)).toEqual({
      Headers: `'self'`,
      OverlayHeaders: `'self'`,
      WatchHeaders: `'self' https:`,
    })
    const [, { Properties }] = resourcesOf(stack, 'AWS::CloudFront::Distribution')[0] ?? expect.fail('no CDN')
    expect(
      Properties.DistributionConfig.CacheBehaviors.map((behaviour: Json) => behaviour.PathPattern),
    ).toEqual(expect.arrayContaining(['/api/*', '/overlay', '/watch']))
  })

  it('keeps the pages from everybody but the CDN', () => {
    for (const [, { Properties }] of resourcesOf(stack, 'AWS::S3::Bucket'))
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      })
  })

  it('lets a hall behind one address pass the firewall', () => {
    const [acl] = resourcesOf(edge, 'AWS::WAFv2::WebACL')
    const limit = (name: string) =>
      acl?.[1].Properties.Rules.find((rule: Json) => rule.Name === name).Statement.RateBasedStatement.Limit
    const people = 300
    const pollsInFiveMinutes = 150
    expect(limit('Requests')).toBeGreaterThan(people * 2 * pollsInFiveMinutes)
    expect(limit('Live')).toBeGreaterThan(people * pollsInFiveMinutes)
    expect(limit('SignIns')).toBeGreaterThan(2 * people)
    expect(limit('Ballots')).toBeGreaterThan(10 * people)
  })
})

describe('the push', () => {
  it('lets anybody listen and only AWS’s own signature speak, and holds no key that expires', () => {
    const { Properties } = resource(stack, 'AWS::AppSync::ChannelNamespace', 'Push')
    expect(Properties).toMatchObject({
      Name: 'live',
      SubscribeAuthModes: [{ AuthType: 'AWS_LAMBDA' }],
      PublishAuthModes: [{ AuthType: 'AWS_IAM' }],
    })
    expect(resourcesOf(stack, 'AWS::AppSync::ApiKey')).toEqual([])
  })

  it('is left out with everything that belongs to it when everybody polls', () => {
    expect(Object.values(other.Resources).filter(({ Type }) => Type.startsWith('AWS::AppSync'))).toEqual([])
    expect(
      resourcesOf(other, 'AWS::Lambda::Function')
        .map(([id]) => id)
        .join(),
    ).not.toMatch(/publishlive|admitviewer/)
    expect(JSON.stringify(other)).not.toContain('PUSH_')
  })
})

describe('the alarms', () => {
  it('ring for errors, throttles, delay, failed batches and drift, by mail where one is given', () => {
    const names = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(([id]) =>
      id.replace(/^Alarms|[0-9A-F]{8}$/g, ''),
    )
    expect(names.sort()).toEqual(
      [
        'ApiServerErrors',
        'ApiThrottles',
        'FailedBatches',
        'FunctionThrottles',
        'PushFailures',
        'TallyDrift',
        ...['tallyballots', 'publishlive', 'sealround'].flatMap((name) => [
          `FunctionErrors${name}`,
          `IteratorAge${name}`,
        ]),
        ...['Contests', 'Voters', 'Ballots', 'Tallies', 'Keys'].map((table) => `TableThrottles${table}`),
      ].sort(),
    )
    for (const [, { Properties }] of resourcesOf(stack, 'AWS::CloudWatch::Alarm'))
      expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) }])
    expect(resourcesOf(stack, 'AWS::SNS::Subscription')).toEqual([])
    expect(resourcesOf(other, 'AWS::SNS::Subscription')[0]?.[1].Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'night@example.org',
    })
  })
})

it('uses nothing in China that does not exist there', () => {
  const types = new Set(Object.values(china.Resources).map(({ Type }) => Type))
  for (const type of types)
    expect(type).not.toMatch(
      /AppSync|WAF|OriginAccessControl|CloudFront::Function|Cognito|Lambda::Url|CertificateManager/,
    )
  const [, distribution] = resourcesOf(china, 'AWS::CloudFront::Distribution')[0] ?? []
  expect(distribution?.Properties.DistributionConfig).toMatchObject({
    Aliases: ['vote.example.cn'],
    HttpVersion: 'http2',
    IPV6Enabled: false,
    ViewerCertificate: { IamCertificateId: 'ASCAEXAMPLE', SslSupportMethod: 'sni-only' },
  })
})

/** Names that stand for the content of files change with every build; everything else is to be looked at when it changes. */
const redacted = (templates: Record<string, Template>): string =>
  `${JSON.stringify(templates, undefined, 1).replace(/[0-9a-f]{64}/g, '<hash>')}\n`

it('is what was looked at when it was last changed', async () => {
  await expect(redacted({ Leitai: stack, LeitaiEdge: edge })).toMatchFileSnapshot('template.snapshot.json')
})
