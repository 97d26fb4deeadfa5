import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from './constructs/alarms.ts'
import { Api, Routes } from './constructs/api.ts'
import { Evening } from './constructs/evening.ts'
import { Failures } from './constructs/failures.ts'
import { Functions } from './constructs/functions.ts'
import { OriginSecret } from './constructs/origin-secret.ts'
import { PageFiles } from './constructs/page-files.ts'
import { Push } from './constructs/push.ts'
import { SessionKeys } from './constructs/session-keys.ts'
import { Site } from './constructs/site.ts'
import { Streams } from './constructs/streams.ts'
import { Tables } from './constructs/tables.ts'
import type { StagedPages } from './pages.ts'
import { isChina } from './regions.ts'
import type { Settings } from './settings.ts'
import type { Sizing } from '#capacity/sizing.ts'

export type LeitaiStackProps = StackProps & {
  settings: Settings
  sizing: Sizing
  /** Concurrency that is kept for a function, by its name. */
  reserved: Record<string, number>
  /** ARN of the firewall at the edge, where there is one. */
  firewall: string | undefined
  pages: StagedPages
  /** Folder of each function's bundle. */
  bundles: ReadonlyMap<string, string>
}

/** Leitai on AWS, in the order in which a vote meets it. */
export class LeitaiStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, sizing, reserved, firewall, pages, bundles, ...props }: LeitaiStackProps,
  ) {
    super(scope, id, props)
    const { protectData: protect, ballotsRecovery, logDays, expectedVoters, domain, certificate } = settings
    const { warmThroughput, throttles } = sizing
    const inChina = isChina(settings.region)
    const defaults = { bundles, logDays, keepLogs: protect }

    const api = new Api(this, 'Api')
    const origin = new OriginSecret(this, 'OriginSecret', { generation: settings.originSecret, defaults })
    const site = new Site(this, 'Site', {
      api,
      origin,
      inChina,
      address: domain !== undefined && certificate !== undefined ? { domain, certificate } : undefined,
      firewall,
      push: settings.push === 'on' ? pushOrigin(settings.region) : undefined,
    })
    const tables = new Tables(this, 'Tables', { protect, ballotsRecovery, warmThroughput })
    const keys = new SessionKeys(this, 'SessionKeys', { generation: settings.sessionKeys, defaults })
    const push = settings.push === 'on' ? new Push(this, 'Push', { defaults }) : undefined
    const functions = new Functions(this, 'Functions', {
      tables,
      keys,
      push,
      origin,
      base: site.base,
      expectedVoters,
      reserved,
      defaults,
    })
    const reached = new Routes(this, 'Routes', { api, functions, throttles, defaults })
    const failures = new Failures(this, 'Failures', { protect })
    new Streams(this, 'Streams', { tables, functions, failures })
    new PageFiles(this, 'PageFiles', { site, pages, logDays })

    const kept = Object.values(reserved).reduce((sum, each) => sum + each, 0)
    new CfnOutput(this, 'Kept', { value: String(kept) }).overrideLogicalId('ReservedConcurrency')

    new Alarms(this, 'Alarms', {
      api,
      routes: reached,
      functions,
      tables,
      failures,
      mail: settings.alarmMail,
    })
    new Evening(this, 'Evening', { api, functions, tables })
  }
}

/** AppSync's own name for the endpoint is known only when it is there, and the pages' policy comes before it. */
const pushOrigin = (region: string): string => `wss://*.appsync-realtime-api.${region}.amazonaws.com`
