import { beforeAll, describe, expect, it } from 'vitest'
import { routes, type Route } from '#functions/routes.ts'
import { circumstances } from '#test/support/circumstances.ts'
import type { Json } from '#test/support/json.ts'
import { resource, resourcesOf, synthesise, type Template } from '#test/support/template.ts'

/** What must hold of every template, whatever is set. */

describe.each(Object.entries(circumstances))('%s', (_, settings) => {
  let templates: [stack: string, template: Template][]
  beforeAll(() => {
    templates = Object.entries(synthesise(settings))
  }, 600_000)

  it('every bucket that goes with the stack is emptied first, or the deletion would end half-way', () => {
    for (const [, template] of templates) {
      const emptied = resourcesOf(template, 'Custom::S3AutoDeleteObjects').map(
        ([, { Properties }]) => Properties.BucketName.Ref,
      )
      const deleted = resourcesOf(template, 'AWS::S3::Bucket').filter(
        ([, { DeletionPolicy }]) => DeletionPolicy !== 'Retain',
      )
      expect(emptied.sort()).toEqual(deleted.map(([id]) => id).sort())
    }
  })

  const leitai = (): Template => {
    const [, found] =
      templates.find(([, template]) => resourcesOf(template, 'AWS::DynamoDB::Table').length > 0) ?? []
    if (!found) throw new Error('no stack with tables')
    return found
  }
  const region = () => settings['region'] ?? 'ap-southeast-1'

  it('no name that all regions of an account share is without its region', () => {
    for (const [stack, template] of templates)
      for (const [type, name] of sharedNames)
        for (const [id, { Properties }] of resourcesOf(template, type)) {
          const given: Json = name(Properties)
          if (given !== undefined)
            expect({ stack, id, name: JSON.stringify(given) }).toMatchObject({
              name: expect.stringContaining(region()),
            })
        }
    // All firewalls stand in us-east-1.
    for (const [stack] of templates)
      expect(stack === (settings['name'] ?? 'Leitai') || stack.endsWith(region())).toBe(true)
  })

  it('nothing is set that CloudFormation of some regions does not know', () => {
    for (const [, template] of templates)
      for (const [, { Properties }] of resourcesOf(template, 'AWS::CloudWatch::Dashboard'))
        expect(Properties).not.toHaveProperty('Tags')
  })

  const distribution = (): Json =>
    resourcesOf(leitai(), 'AWS::CloudFront::Distribution')[0]?.[1].Properties.DistributionConfig

  it('the edge keeps no error of ours, and no query string but a version makes it ask again', () => {
    for (const code of [500, 502, 503, 504])
      expect(distribution().CustomErrorResponses).toContainEqual({ ErrorCode: code, ErrorCachingMinTTL: 0 })
    for (const [id, { Properties }] of resourcesOf(leitai(), 'AWS::CloudFront::CachePolicy'))
      expect(
        Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig,
      ).toEqual(
        id.includes('OfVersions')
          ? { QueryStringBehavior: 'whitelist', QueryStrings: ['version'] }
          : { QueryStringBehavior: 'none' },
      )
  })

  it('the edge keeps what anybody may read, by session, and nothing else of the API', () => {
    for (const { method, path, who } of routes) {
      const asked = path.replaceAll(/{\w+}/g, 'some-thing')
      const { CachePolicyId } = distribution().CacheBehaviors.find(({ PathPattern }: Json) =>
        new RegExp(`^${PathPattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(asked),
      )
      if (method === 'GET' && who !== 'anyone')
        expect({ path, CachePolicyId }).toEqual({ path, CachePolicyId: cachingDisabled })
      if (method === 'GET' && who === 'anyone')
        expect({ path, CachePolicyId }).toEqual({
          path,
          CachePolicyId: { Ref: expect.stringContaining('ApiCache') },
        })
    }
  })

  it('every route takes more than the firewall lets one address ask of it', () => {
    const [acl] = templates.flatMap(([, template]) => resourcesOf(template, 'AWS::WAFv2::WebACL'))
    if (!acl) return expect(settings['firewall'] === 'none' || region().startsWith('cn-')).toBe(true)
    const rules: Json[] = acl[1].Properties.Rules.flatMap(
      ({ Statement }: Json) => Statement.RateBasedStatement ?? [],
    )
    const { RouteSettings } = resource(leitai(), 'AWS::ApiGatewayV2::Stage', 'Routes').Properties
    for (const route of routes) {
      const { ThrottlingRateLimit, ThrottlingBurstLimit } = RouteSettings[`${route.method} ${route.path}`]
      expect(ThrottlingBurstLimit).toBeGreaterThan(0)
      for (const authorization of ['', 'Bearer anything']) {
        const request = { ...requestFor(route), authorization }
        const limits = rules
          .filter(({ AggregateKeyType }) => AggregateKeyType === 'IP')
          .filter(({ ScopeDownStatement }) => !ScopeDownStatement || matches(ScopeDownStatement, request))
          .map(({ Limit, EvaluationWindowSec }) => Limit / EvaluationWindowSec)
        expect({
          route: route.function,
          authorization,
          room: ThrottlingRateLimit > Math.min(...limits),
        }).toEqual({
          route: route.function,
          authorization,
          room: true,
        })
      }
    }
  })
})

const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'

/** Names that CloudFront, CloudWatch’s dashboards and IAM keep once for an account. */
const sharedNames: [type: string, name: (properties: Json) => Json][] = [
  ['AWS::CloudFront::CachePolicy', ({ CachePolicyConfig }) => CachePolicyConfig.Name],
  ['AWS::CloudFront::OriginRequestPolicy', ({ OriginRequestPolicyConfig }) => OriginRequestPolicyConfig.Name],
  [
    'AWS::CloudFront::ResponseHeadersPolicy',
    ({ ResponseHeadersPolicyConfig }) => ResponseHeadersPolicyConfig.Name,
  ],
  ['AWS::CloudFront::OriginAccessControl', ({ OriginAccessControlConfig }) => OriginAccessControlConfig.Name],
  ['AWS::CloudFront::Function', ({ Name }) => Name],
  ['AWS::CloudWatch::Dashboard', ({ DashboardName }) => DashboardName],
  ['AWS::IAM::Role', ({ RoleName }) => RoleName],
  ['AWS::IAM::User', ({ UserName }) => UserName],
  ['AWS::IAM::ManagedPolicy', ({ ManagedPolicyName }) => ManagedPolicyName],
]

type Request = { method: string; path: string; authorization: string }

const requestFor = ({ method, path }: Route): Omit<Request, 'authorization'> => ({
  method,
  path: path.replaceAll(/{\w+}/g, 'some-thing'),
})

/** What the firewall makes of a statement. */
function matches(statement: Json, request: Request): boolean {
  const [[kind, given] = []] = Object.entries<Json>(statement)
  switch (kind) {
    case 'AndStatement':
      return given.Statements.every((each: Json) => matches(each, request))
    case 'OrStatement':
      return given.Statements.some((each: Json) => matches(each, request))
    case 'NotStatement':
      return !matches(given.Statement, request)
    case 'ByteMatchStatement': {
      const text = given.FieldToMatch.UriPath ? request.path : request.method
      if (given.PositionalConstraint === 'STARTS_WITH') return text.startsWith(given.SearchString)
      if (given.PositionalConstraint === 'ENDS_WITH') return text.endsWith(given.SearchString)
      return text === given.SearchString
    }
    case 'SizeConstraintStatement':
      expect(given).toMatchObject({
        FieldToMatch: { SingleHeader: { Name: 'authorization' } },
        ComparisonOperator: 'GT',
      })
      return request.authorization.length > given.Size
    default:
      throw new Error(`${kind} is not understood`)
  }
}
