import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import { env } from '#functions/env.ts'

const timeoutMs = 3_000

/**
 * Posts JSON to a service of AWS, signed with the function's own credentials (SigV4): for the few calls that are not worth an SDK
 * client's weight at every cold start. Throws when there is no answer within three seconds.
 */
export async function postSigned(
  service: string,
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: await signedHeaders(service, new URL(url), body, headers),
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
}

async function signedHeaders(
  service: string,
  url: URL,
  body: string,
  given: Record<string, string>,
): Promise<Record<string, string>> {
  const { region, accessKeyId, secretAccessKey, sessionToken } = env.aws
  const signer = new SignatureV4({
    service,
    region,
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
    },
    sha256: Hash.bind(null, 'sha256'),
  })
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json', ...given },
    body,
  })
  // fetch sets the host itself, to the same value.
  return Object.fromEntries(Object.entries(signed.headers).filter(([name]) => name !== 'host'))
}
