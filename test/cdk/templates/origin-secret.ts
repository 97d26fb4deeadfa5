import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { handler } from '../../../cdk/resources/origin-secret.ts'
import { resource, resourcesOf, synthesise, type Template } from '#test/support/template.ts'
import type { Json } from '#test/support/json.ts'

/** CloudFormation and Secrets Manager cannot run here: what is said to them is what is looked at. */
let kept: Record<string, string>[]
let answers: Json[]

const SecretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:Words-AbCdEf'
const answerUrl = 'https://cloudformation.example/answer'

beforeEach(() => {
  kept = []
  answers = []
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubGlobal('fetch', async (url: string, { body }: Json) => {
    const heard = JSON.parse(body)
    if (url === answerUrl) answers.push(heard)
    if (heard.SecretString) kept.push(JSON.parse(heard.SecretString))
    return new Response(JSON.stringify({ SecretString: JSON.stringify(kept.at(-1)) }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const ask = async (RequestType: string, Generation: string, old?: string): Promise<Set<string>> => {
  await handler({
    RequestType,
    ResponseURL: answerUrl,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Made',
    PhysicalResourceId: RequestType === 'Create' ? undefined : 'request',
    ResourceProperties: { SecretArn, Generation },
    ...(old !== undefined && { OldResourceProperties: { SecretArn, Generation: old } }),
  })
  return new Set(answers.at(-1).Data.Accepted.split(' '))
}
const hashOf = (word = '') => createHash('sha256').update(word).digest('base64url')

it('makes a word that is long enough, and tells CloudFormation its hash alone', async () => {
  const accepted = await ask('Create', '1')
  const { sent = '', next = '' } = kept[0] ?? {}
  expect(Buffer.from(sent, 'base64url')).toHaveLength(32)
  expect(accepted).toEqual(new Set([hashOf(sent), hashOf(next)]))
  expect(JSON.stringify(answers)).not.toContain(sent)
})

it('changes the word so that at every moment of the change functions take what the CDN sends', async () => {
  const before = await ask('Create', '1')
  const after = await ask('Update', '2', '1')
  const [first, second] = kept
  expect(second?.['sent']).toBe(first?.['next'])
  // Edges change one by one, and functions before or after all of them.
  for (const sent of [first?.['sent'], second?.['sent']])
    for (const accepted of [before, after]) expect(accepted).toContain(hashOf(sent))
  const later = await ask('Update', '3', '2')
  expect(later).not.toContain(hashOf(first?.['sent']))
})

it('keeps the word where an update asks for no other', async () => {
  const before = await ask('Create', '1')
  expect(await ask('Update', '1', '1')).toEqual(before)
})

it('is sent by CloudFront, known to every function behind it by its hash, and in no template in clear', () => {
  const stack: Template | undefined = synthesise()['Leitai']
  if (!stack) throw new Error('no stack')
  const { Origins } = resource(stack, 'AWS::CloudFront::Distribution', 'Site').Properties.DistributionConfig
  const headers = Origins.flatMap(({ OriginCustomHeaders = [] }: Json) => OriginCustomHeaders)
  expect(headers).toEqual([
    {
      HeaderName: 'x-leitai-origin',
      HeaderValue: { 'Fn::Join': ['', expect.arrayContaining([':SecretString:sent::'])] },
    },
  ])
  expect(JSON.stringify(headers)).toContain('{{resolve:secretsmanager:')
  const api = resourcesOf(stack, 'AWS::Lambda::Function').filter(([id]) => id.startsWith('Functions'))
  for (const [, { Properties }] of api)
    expect(Properties.Environment.Variables.ORIGIN_SECRET_SHA256).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^OriginSecretMade/), 'Accepted'],
    })
}, 600_000)
