import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Json } from '#test/support/json.ts'

/** On AWS open-session fetches the key it signs with; Secrets Manager cannot run here, so what is asked of it is looked at. */
const arn = 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:PrivateKey-AbCdEf'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
let asked: { url: string; body: Json }[]
let status: number

beforeEach(() => {
  asked = []
  status = 200
  vi.resetModules()
  vi.stubEnv('AWS_REGION', 'cn-north-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('SESSION_PUBLIC_KEY', JSON.stringify(publicKey.export({ format: 'jwk' })))
  vi.stubEnv('SESSION_PRIVATE_KEY', '')
  vi.stubEnv('SESSION_PRIVATE_KEY_SECRET', arn)
  vi.stubGlobal('fetch', async (url: string, { body }: Json) => {
    asked.push({ url, body: JSON.parse(body) })
    const SecretString = JSON.stringify(privateKey.export({ format: 'jwk' }))
    return new Response(JSON.stringify({ SecretString }), { status })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const person = {
  person: 'zhang',
  contest: 'harvest',
  role: 'voter',
  electorate: 'village',
  epoch: 1,
} as const

it('signs with the key from the secret, fetched once by a warm function', async () => {
  const { openSession, verifySession } = await import('#runtime/sessions.ts')
  const { token } = await openSession(person, new Date())
  await openSession(person, new Date())
  expect(await verifySession(token)).toEqual(person)
  expect(asked).toEqual([
    { url: 'https://secretsmanager.cn-north-1.amazonaws.com.cn/', body: { SecretId: arn } },
  ])
})

it('asks again after the secret could not be had', async () => {
  const { openSession } = await import('#runtime/sessions.ts')
  status = 500
  await expect(openSession(person, new Date())).rejects.toThrow(
    'Secrets Manager refused GetSecretValue with 500',
  )
  status = 200
  await expect(openSession(person, new Date())).resolves.toMatchObject({ voter: 'zhang' })
})

it('verifies without any secret', async () => {
  const { openSession } = await import('#runtime/sessions.ts')
  const { token } = await openSession(person, new Date())
  vi.resetModules()
  asked = []
  const { verifySession } = await import('#runtime/sessions.ts')
  expect(await verifySession(token)).toEqual(person)
  expect(asked).toEqual([])
})
