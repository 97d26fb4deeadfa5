import { grants } from '#functions/grants.ts'
import { httpHost } from '#local/push/protocol.ts'
import type { Settings } from '#local/system/environment.ts'

/** What the stack gives a function: what all have, the tables of its row, and what only one may know. */
export function variablesOf(
  name: string,
  { base, dynamodbEndpoint, keys, publishUrl, realtimeUrl }: Settings,
): Record<string, string> {
  const tables = Object.keys(grants[name] ?? {}).map((table) => [`${table.toUpperCase()}_TABLE`, table])
  return {
    BASE_URL: base,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    EXPECTED_VOTERS: '10000',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'Leitai',
    POWERTOOLS_SERVICE_NAME: name,
    PUSH_REALTIME_URL: realtimeUrl,
    PUSH_HTTP_HOST: httpHost,
    SESSION_PUBLIC_KEY: JSON.stringify(keys.publicKey),
    ...Object.fromEntries(tables),
    ...(name === 'open-session' && { SESSION_PRIVATE_KEY: JSON.stringify(keys.privateKey) }),
    ...(name === 'publish-live' && { PUSH_INTERVAL_MS: '250', PUSH_PUBLISH_URL: publishUrl }),
  }
}
