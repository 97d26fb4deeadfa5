import { Construct } from 'constructs'
import { routes } from '#functions/routes.ts'
import { type Subscription, subscriptions } from '#functions/streams/subscriptions.ts'
import { LeitaiFunction, type LeitaiFunctionProps } from './leitai-function.ts'
import type { OriginSecret } from './origin-secret.ts'
import type { Push } from './push.ts'
import type { SessionKeys } from './session-keys.ts'
import type { Tables } from './tables.ts'

/** What all functions of a deployment have in common. */
export type FunctionDefaults = Pick<LeitaiFunctionProps, 'bundles' | 'logDays' | 'keepLogs'>

export type FunctionsProps = {
  tables: Tables
  keys: SessionKeys
  /** Undefined where everybody polls. */
  push: Push | undefined
  origin: OriginSecret
  base: string
  expectedVoters: number
  reserved: Record<string, number>
  defaults: FunctionDefaults
}

/** What a box with a million ballots asks for; Lambda gives computing power by memory, one core at 1,769 MB. */
const memoryMb: Record<string, number> = {
  'tally-ballots': 1769,
  'publish-live': 1024,
  'seal-round': 3008,
  'read-book': 1769,
  'read-console': 1024,
}

/** Least time between two pushes of one contest: a document a second keeps a hall of phones cheap and warm. */
const pushIntervalMs = 1000

/** One Lambda per file of `functions/api` and `functions/streams` that a route or a stream of this deployment leads to. */
export class Functions extends Construct {
  readonly #byName = new Map<string, LeitaiFunction>()
  /** The streams that are consumed here: without push nobody needs to be woken for it. */
  readonly subscriptions: readonly Subscription[]

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    this.subscriptions = subscriptions.filter(
      ({ function: name }) => props.push !== undefined || name !== 'publish-live',
    )
    for (const user of [...routes, ...this.subscriptions])
      if (!this.#byName.has(user.function)) this.#byName.set(user.function, this.#create(user, props))
    props.keys.grantSigning(this.get('open-session'))
  }

  get(name: string): LeitaiFunction {
    const found = this.#byName.get(name)
    if (!found) throw new Error(`no route and no stream leads to a function ${name}`)
    return found
  }

  get all(): [name: string, LeitaiFunction][] {
    return [...this.#byName]
  }

  #create(
    { function: name, timeoutSeconds }: { function: string; timeoutSeconds: number },
    { tables, keys, push, origin, base, expectedVoters, reserved, defaults }: FunctionsProps,
  ): LeitaiFunction {
    const created = new LeitaiFunction(this, name, {
      ...defaults,
      name,
      timeoutSeconds,
      ...(memoryMb[name] !== undefined && { memoryMb: memoryMb[name] }),
      ...(reserved[name] !== undefined && { reserved: reserved[name] }),
      environment: {
        BASE_URL: base,
        EXPECTED_VOTERS: String(expectedVoters),
        SESSION_PUBLIC_KEY: keys.publicKey,
        ORIGIN_SECRET_SHA256: origin.accepted,
        ...(push && { PUSH_REALTIME_URL: push.realtimeUrl, PUSH_HTTP_HOST: push.httpHost }),
      },
    })
    created.grantTables(tables)
    if (name === 'publish-live' && push) {
      push.grantPublish(created)
      created.lambda.addEnvironment('PUSH_INTERVAL_MS', String(pushIntervalMs))
    }
    return created
  }
}
