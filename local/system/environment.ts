import { tables } from '#store/tables.ts'
import type { SessionKeys } from '#local/data/session-keys.ts'
import { localCredentials } from '#local/push/credentials.ts'
import { httpHost } from '#local/push/protocol.ts'

export type Settings = {
  /** Where people reach the pages, without a slash at the end. */
  base: string
  /** Where staff reach the console, if that is elsewhere. */
  console?: string
  dynamodbEndpoint: string
  keys: SessionKeys
  publishUrl: string
  realtimeUrl: string
}

const local = {
  AWS_REGION: localCredentials.region,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  PUSH_INTERVAL_MS: '250',
  // How many one machine may see in a round that anyone may vote in.
  EXPECTED_VOTERS: '10000',
  POWERTOOLS_LOG_LEVEL: 'WARN',
  POWERTOOLS_METRICS_NAMESPACE: 'Leitai',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_SERVICE_NAME: 'leitai',
}

/** The environment that the functions get from Lambda on AWS; they read of it what they need when they need it. */
export const applySettings = ({
  base,
  console,
  dynamodbEndpoint,
  keys,
  publishUrl,
  realtimeUrl,
}: Settings): void => {
  const tableNames = Object.keys(tables).map((name) => [`${name.toUpperCase()}_TABLE`, name])
  Object.assign(process.env, local, Object.fromEntries(tableNames), {
    BASE_URL: base,
    ...(console !== undefined && { CONSOLE_URL: console }),
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    SESSION_PUBLIC_KEY: JSON.stringify(keys.publicKey),
    SESSION_PRIVATE_KEY: JSON.stringify(keys.privateKey),
    PUSH_PUBLISH_URL: publishUrl,
    PUSH_REALTIME_URL: realtimeUrl,
    PUSH_HTTP_HOST: httpHost,
  })
}
