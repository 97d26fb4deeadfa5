/**
 * Everything that a function is told by its environment, each variable read and checked here and nowhere else, when it is first asked for
 * and not on import: a program may import functions before it knows where the tables are. What a function cannot do without is
 * asked for before it does anything.
 */
export const env = {
  /** Where people reach the pages, without a slash at the end. */
  get baseUrl() {
    return required('BASE_URL')
  },
  /** The same where it is told: on AWS the pages know it by themselves. */
  get shownAddress() {
    return optional('BASE_URL')
  },
  /** Where the console has an address of its own: on one machine it may be kept from the network of the hall. */
  get consoleUrl() {
    return optional('CONSOLE_URL') ?? env.baseUrl
  },
  /** Seconds that a vote may take, where one machine sets less than the route does. Nothing can be set on Lambda. */
  get castTimeoutSeconds() {
    return onOneMachine('CAST_TIMEOUT_SECONDS')
  },
  /** Likewise, seconds of notice that a close gives at least… */
  get closeNoticeSeconds() {
    return onOneMachine('CLOSE_NOTICE_SECONDS')
  },
  /** …and seconds that what was read of a contest is good for. */
  get headAgeSeconds() {
    return onOneMachine('HEAD_AGE_SECONDS')
  },
  get expectedVoters() {
    return positive('EXPECTED_VOTERS')
  },
  /** Hashes (SHA-256, base64url) of the words that the CDN may send. Where there are none, nothing stands before the gateway. */
  get originHashes() {
    return (optional('ORIGIN_SECRET_SHA256') ?? '').split(' ').filter((hash) => hash !== '')
  },
  /** Where live documents are sent to; absent where everybody polls. */
  get pushPublishUrl() {
    return optional('PUSH_PUBLISH_URL')
  },
  /** Least time between two pushes of one contest. */
  get pushIntervalMs() {
    return positive('PUSH_INTERVAL_MS')
  },
  /** Where phones listen to live documents. */
  get pushRealtimeUrl() {
    return optional('PUSH_REALTIME_URL')
  },
  get pushHttpHost() {
    return optional('PUSH_HTTP_HOST')
  },
  get sessionPublicKey() {
    return required('SESSION_PUBLIC_KEY')
  },
  /** On one machine the key itself… */
  get sessionPrivateKey() {
    return required('SESSION_PRIVATE_KEY')
  },
  /** …on AWS the ARN of the secret that holds it. */
  get sessionPrivateKeySecret() {
    return optional('SESSION_PRIVATE_KEY_SECRET')
  },
  /** Of the function's own role, as Lambda gives them. */
  get aws() {
    return {
      region: required('AWS_REGION'),
      accessKeyId: required('AWS_ACCESS_KEY_ID'),
      secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
      sessionToken: optional('AWS_SESSION_TOKEN'),
    }
  },
  /** The deployed name of a table. Throws where the function was not given that table. */
  table: (name: string) => required(`${name.toUpperCase()}_TABLE`),
}

/** Variables that a function would only come to in the middle of its work. */
const needed: Record<string, readonly Exclude<keyof typeof env, 'table'>[]> = {
  'add-staff': ['baseUrl'],
  'add-voters': ['baseUrl'],
  'confirm-reach': ['baseUrl'],
  'open-session': ['baseUrl'],
  'reissue-code': ['baseUrl'],
  'run-command': ['expectedVoters'],
  'start-reach-check': ['baseUrl'],
  'start-rehearsal': ['baseUrl'],
}

/** Throws, naming the first variable that is missing or malformed, before anything is done. */
export function checkEnvironment(name: string): void {
  for (const variable of needed[name] ?? []) void env[variable]
}

function required(name: string): string {
  const value = optional(name)
  if (value === undefined) throw new Error(`environment variable ${name} is missing`)
  return value
}

function optional(name: string): string | undefined {
  return process.env[name] || undefined
}

const onOneMachine = (name: string): number | undefined =>
  optional('AWS_LAMBDA_FUNCTION_NAME') !== undefined || optional(name) === undefined
    ? undefined
    : positive(name)

function positive(name: string): number {
  const value = Number(required(name))
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`environment variable ${name} is not a number of 0 or more`)
  return value
}
