import { createPublicKey, sign, verify, createPrivateKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../../cdk/resources/session-keys.ts'
import type { Json } from '#test/support/json.ts'

/** CloudFormation and Secrets Manager cannot run here: what is said to them is what is looked at. */
type Said = { url: string; method: string; headers: Record<string, string>; bytes: unknown; body: Json }
/** What lies in the secret. */
let kept: string | undefined
let said: Said[]
let secretsManagerStatus: number

const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:PrivateKey-AbCdEf'
const answerUrl = 'https://cloudformation.example/answer'
const request = (RequestType: string, PhysicalResourceId?: string, generations = ['1', '2']) => ({
  RequestType,
  ResponseURL: answerUrl,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Pair',
  PhysicalResourceId,
  ResourceProperties: { ServiceToken: 'maker', SecretArn: secret, Generation: generations.at(-1) },
  ...(RequestType === 'Update' && {
    OldResourceProperties: { ServiceToken: 'maker', SecretArn: secret, Generation: generations[0] },
  }),
})

beforeEach(() => {
  said = []
  secretsManagerStatus = 200
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubGlobal('fetch', async (url: string, { method = '', headers = {}, body }: Json) => {
    const heard = JSON.parse(body)
    said.push({ url, method, headers, bytes: body, body: heard })
    kept = heard.SecretString ?? kept
    return new Response(JSON.stringify({ SecretString: kept }), {
      status: url === answerUrl ? 200 : secretsManagerStatus,
    })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const toSecretsManager = () => said.filter(({ url }) => url !== answerUrl)
const toCloudFormation = () => said.filter(({ url }) => url === answerUrl).map(({ body }) => body)

describe.each(['Create', 'Update'])('when CloudFormation asks to %s', (type) => {
  it('puts the private key into the secret and answers the public one', async () => {
    await handler(request(type, type === 'Create' ? undefined : 'before'))
    const [put] = toSecretsManager()
    expect(put).toMatchObject({
      url: 'https://secretsmanager.eu-west-1.amazonaws.com/',
      method: 'POST',
      headers: {
        'x-amz-target': 'secretsmanager.PutSecretValue',
        authorization: expect.stringContaining('AWS4-HMAC-SHA256'),
      },
      body: { SecretId: secret },
    })
    const [answer] = toCloudFormation()
    expect(answer).toEqual({
      Status: 'SUCCESS',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Pair',
      PhysicalResourceId: type === 'Create' ? 'request' : 'before',
      Data: { PublicKey: expect.any(String) },
    })
    const privateKey = createPrivateKey({ key: JSON.parse(put?.body.SecretString), format: 'jwk' })
    const publicKey = createPublicKey({ key: JSON.parse(answer.Data.PublicKey), format: 'jwk' })
    const text = Buffer.from('ballot')
    expect(verify(null, text, publicKey, sign(null, text, privateKey))).toBe(true)
    expect(JSON.parse(answer.Data.PublicKey)).not.toHaveProperty('d')
  })
})

it('makes other keys for another generation', async () => {
  await handler(request('Create'))
  await handler(request('Update', 'request'))
  const [first, second] = toCloudFormation()
  expect(first.Data.PublicKey).not.toBe(second.Data.PublicKey)
})

it('keeps the keys, and with them the sessions, where an update asks for nothing else', async () => {
  await handler(request('Create'))
  await handler(request('Update', 'request', ['1', '1']))
  const [first, second] = toCloudFormation()
  expect(second).toMatchObject({ Status: 'SUCCESS', Data: first.Data })
})

it('answers in bytes, for the address that CloudFormation gives is signed for a request without a type', async () => {
  await handler(request('Create'))
  const [answer] = said.filter(({ url }) => url === answerUrl)
  expect(answer?.bytes).toBeInstanceOf(Uint8Array)
  expect(answer?.headers).toEqual({})
})

it('leaves the secret alone when the stack goes', async () => {
  await handler(request('Delete', 'before'))
  expect(toSecretsManager()).toEqual([])
  expect(toCloudFormation()).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'before' }])
})

it('tells CloudFormation why it failed, without any key', async () => {
  secretsManagerStatus = 400
  await handler(request('Create'))
  expect(toCloudFormation()).toEqual([
    expect.objectContaining({ Status: 'FAILED', Reason: 'Secrets Manager refused PutSecretValue with 400' }),
  ])
  expect(JSON.stringify(toCloudFormation())).not.toContain('"d"')
})
