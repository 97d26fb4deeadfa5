import { beforeAll, describe, expect, it } from 'vitest'
import { resourcesOf, synthesise, type Template } from '#test/support/template.ts'
import type { Json } from '#test/support/json.ts'

/** From each alarm to the person: its actions, the topic they name, and whether the topic's policy lets an alarm speak there. */

const account = '123456789012'

describe.each([
  ['in the world', {}, 'aws', 'ap-southeast-1'],
  [
    'in China',
    { region: 'cn-north-1', domain: 'vote.example.cn', certificate: 'ASCAEXAMPLE' },
    'aws-cn',
    'cn-north-1',
  ],
] as const)('%s', (_, settings, partition, region) => {
  let stack: Template
  beforeAll(() => {
    const found = synthesise({ ...settings })['Leitai']
    if (!found) throw new Error('no stack')
    stack = found
  }, 600_000)

  const pseudo: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
  }
  /** What CloudFormation makes of an expression; a resource's name stands for itself. */
  const textOf = (expression: Json): string => {
    if (typeof expression === 'string') return expression
    if (expression.Ref) return pseudo[expression.Ref] ?? expression.Ref
    if (expression['Fn::Join']) return expression['Fn::Join'][1].map(textOf).join(expression['Fn::Join'][0])
    if (expression['Fn::GetAtt']) return expression['Fn::GetAtt'].join('.')
    throw new Error(`${JSON.stringify(expression)} is not understood`)
  }
  const listOf = (one: Json): Json[] => [one ?? []].flat()

  /** What AWS writes onto a request that a service makes for an account. */
  type Request = { service: string; topic: string; source: string; account: string; tls: boolean }

  const statementsFor = (topic: string): Json[] =>
    resourcesOf(stack, 'AWS::SNS::TopicPolicy')
      .filter(([, { Properties }]) => Properties.Topics.map(textOf).includes(topic))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)

  const fits = (pattern: string, text: string): boolean =>
    new RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`).test(text)

  const holds = (conditions: Json, request: Request): boolean =>
    Object.entries<Json>(conditions ?? {}).every(([operator, keys]) =>
      Object.entries<Json>(keys).every(([key, wanted]) => {
        const given: Record<string, string> = {
          'aws:sourceaccount': request.account,
          'aws:sourcearn': request.source,
          'aws:securetransport': String(request.tls),
        }
        const value = given[key.toLowerCase()]
        if (value === undefined) throw new Error(`nobody knows ${key}`)
        if (!['StringEquals', 'ArnLike', 'ArnEquals', 'Bool'].includes(operator))
          throw new Error(`${operator} is not understood`)
        return listOf(wanted).some((each) => fits(textOf(each), value))
      }),
    )

  const concerns = ({ Principal, Action, Resource, Condition }: Json, request: Request): boolean =>
    (Principal === '*' ||
      Principal.AWS === '*' ||
      listOf(Principal.Service).map(textOf).includes(request.service)) &&
    listOf(Action).some((action) => fits(action.toLowerCase(), 'sns:publish')) &&
    listOf(Resource).map(textOf).includes(request.topic) &&
    holds(Condition, request)

  const mayPublish = (request: Request): boolean => {
    const concerning = statementsFor(request.topic).filter((statement) => concerns(statement, request))
    return (
      concerning.some(({ Effect }) => Effect === 'Allow') &&
      !concerning.some(({ Effect }) => Effect === 'Deny')
    )
  }

  const calls = (): Request[] =>
    resourcesOf(stack, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
      [...listOf(Properties.AlarmActions), ...listOf(Properties.OKActions)].map((action) => ({
        service: 'cloudwatch.amazonaws.com',
        topic: textOf(action),
        source: `arn:${partition}:cloudwatch:${region}:${account}:alarm:${textOf(Properties.AlarmName)}`,
        account,
        tls: true,
      })),
    )

  it('every alarm and its end reach a topic that is there and lets them in', () => {
    const alarms = resourcesOf(stack, 'AWS::CloudWatch::Alarm').length
    expect(calls()).toHaveLength(2 * alarms)
    const topics = resourcesOf(stack, 'AWS::SNS::Topic').map(([id]) => id)
    for (const call of calls()) {
      expect(topics).toContain(call.topic)
      expect({ call, may: mayPublish(call) }).toEqual({ call, may: true })
    }
  })

  it('alarms of another account, and those that come without TLS, do not', () => {
    for (const call of calls()) {
      expect(mayPublish({ ...call, account: '210987654321' })).toBe(false)
      expect(mayPublish({ ...call, source: call.source.replace(account, '210987654321') })).toBe(false)
      expect(mayPublish({ ...call, tls: false })).toBe(false)
    }
  })

  it('the rule about a batch that was given up reaches it too', () => {
    const rules = resourcesOf(stack, 'AWS::Events::Rule').filter(([, { Properties }]) => Properties.Targets)
    expect(rules.length).toBeGreaterThan(0)
    for (const [id, { Properties }] of rules)
      for (const { Arn } of Properties.Targets)
        expect(
          mayPublish({
            service: 'events.amazonaws.com',
            topic: textOf(Arn),
            source: `arn:${partition}:events:${region}:${account}:rule/${id}`,
            account,
            tls: true,
          }),
        ).toBe(true)
  })
})
