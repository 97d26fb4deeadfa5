import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { env } from './env.ts'

/** AppSync Events takes an event over HTTP, signed for the service `appsync`. */
const publishUrl = env.optional('PUSH_PUBLISH_URL')
const timeoutMs = 3_000

/** Whether this deployment pushes at all; where it does not, everybody polls. */
export const pushes = publishUrl !== undefined

/** Sends one event to everybody who listens to a channel. Throws when the service does not take it. */
export async function publish(channel: string, event: string): Promise<void> {
  if (publishUrl === undefined) return
  const body = JSON.stringify({ channel, events: [event] })
  const answer = await fetch(publishUrl, {
    method: 'POST',
    headers: await signedHeaders(new URL(publishUrl), body),
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!answer.ok) throw new Error(`push was refused with ${answer.status}`)
}

async function signedHeaders(url: URL, body: string): Promise<Record<string, string>> {
  const sessionToken = env.optional('AWS_SESSION_TOKEN')
  const signer = new SignatureV4({
    service: 'appsync',
    region: env.required('AWS_REGION'),
    credentials: {
      accessKeyId: env.required('AWS_ACCESS_KEY_ID'),
      secretAccessKey: env.required('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== undefined && { sessionToken }),
    },
    sha256: Sha256,
  })
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  })
  // fetch sets the host itself, to the same value.
  return Object.fromEntries(Object.entries(signed.headers).filter(([name]) => name !== 'host'))
}

/** The hash the signer asks for, as Node has it. */
class Sha256 {
  readonly #hash

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data))
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
