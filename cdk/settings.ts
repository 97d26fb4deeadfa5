import * as z from 'zod'
import { isChina, regions } from './regions.ts'
import { leastVoters, mostVoters } from '#capacity/sizing.ts'

/**
 * What a deployment can set, as CDK context (`-c name=value`, always text). Everything has a default that is safe;
 * `region` defaults to the one the AWS credentials name.
 */
export type Settings = {
  /** Prefix of the stacks' names: several Leitais live side by side in one account. */
  name: string
  region: string
  /** The address of the pages instead of CloudFront's own, with the certificate for it. */
  domain?: string
  /** ARN of an ACM certificate in us-east-1; in China the id of a server certificate in IAM. */
  certificate?: string
  /** `none`: everybody polls. */
  push: 'on' | 'none'
  /** WAF before CloudFront. It is most of what an idle deployment costs; between events it may go. */
  firewall: 'on' | 'none'
  expectedVoters: number
  alarmMail?: string
  /** Tables refuse to be deleted and outlive the stack. */
  protectData: boolean
  /**
   * Whether ballots and tallies can be restored to any second of 35 days. What makes that possible also keeps the second in which each
   * ballot of a secret round came in: `false` gives both up.
   */
  ballotsRecovery: boolean
  /** How long logs are kept, in days. */
  logDays: number
  /** Another number makes a new key pair for sessions and ends all that are open. */
  sessionKeys: number
  /** Another number makes another word between CDN and API; nobody notices. */
  originSecret: number
}

/** The firewall's stack. It stands in us-east-1 wherever the rest runs, so two deployments of one name must not share it. */
export const edgeStackName = ({ name, region }: Pick<Settings, 'name' | 'region'>): string =>
  `${name}Edge-${region}`

/** A setting that cannot be used, said in one sentence. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** What CloudWatch accepts as retention. */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653]

const text = z.string().optional()
const schema = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/, 'name must be 1 to 31 letters and digits, a letter first')
    .default('Leitai'),
  region: z
    .enum(regions, {
      error: ({ input }) => `region ${String(input)} is not supported; choose one of ${regions.join(', ')}`,
    })
    .default('ap-southeast-1'),
  domain: z
    .string()
    .regex(
      /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      'domain must be a host name such as vote.example.org',
    )
    .optional(),
  certificate: text,
  push: z.enum(['on', 'none'], { error: 'push must be on or none' }).optional(),
  firewall: z.enum(['on', 'none'], { error: 'firewall must be on or none' }).optional(),
  expectedVoters: numberFrom('expectedVoters', leastVoters, mostVoters).default(300),
  alarmMail: z.email({ error: 'alarmMail must be a mail address' }).optional(),
  protectData: trueUnlessSaid('protectData'),
  ballotsRecovery: trueUnlessSaid('ballotsRecovery'),
  logDays: z.coerce
    .number()
    .refine((days) => retentions.includes(days), `logDays must be one of ${retentions.join(', ')}`)
    .default(180),
  sessionKeys: numberFrom('sessionKeys', 1, 1_000_000).default(1),
  originSecret: numberFrom('originSecret', 1, 1_000_000).default(1),
})

function trueUnlessSaid(name: string) {
  return z
    .enum(['true', 'false'], { error: `${name} must be true or false` })
    .default('true')
    .transform((value) => value === 'true')
}

function numberFrom(name: string, least: number, most: number) {
  const error = `${name} must be a whole number from ${least} to ${most}`
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error)
}

/** The names of all settings, for reading them from the context and for the help of the commands. */
export const settingNames = Object.keys(schema.shape)

/** Checks what was given, undefined for what was not. Throws `SettingsError` with one sentence. */
export function parseSettings(given: Record<string, unknown>): Settings {
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new SettingsError(`${parsed.error.issues[0]?.message ?? 'a setting is wrong'}.`)
  const { push, firewall, domain, certificate, alarmMail, ...settings } = parsed.data
  const fault = faultIn({ push, firewall, domain, certificate, region: settings.region })
  if (fault) throw new SettingsError(fault)
  const whereItExists = isChina(settings.region) ? 'none' : 'on'
  return {
    ...settings,
    push: push ?? whereItExists,
    firewall: firewall ?? whereItExists,
    ...(domain !== undefined && { domain }),
    ...(certificate !== undefined && { certificate }),
    ...(alarmMail !== undefined && { alarmMail }),
  }
}

type Choices = {
  region: string
  push?: string | undefined
  firewall?: string | undefined
  domain?: string | undefined
  certificate?: string | undefined
}

/** What does not go together, in one sentence. */
function faultIn(choices: Choices): string | undefined {
  const { region, domain, certificate } = choices
  if (domain !== undefined && certificate === undefined)
    return `domain ${domain} needs a certificate: give -c certificate=… for it.`
  if (certificate !== undefined && domain === undefined)
    return 'certificate is given without the domain it is for.'
  return isChina(region) ? faultInChina(choices) : faultElsewhere(certificate)
}

function faultInChina({ region, push, firewall, domain, certificate }: Choices): string | undefined {
  if (push === 'on') return `push does not exist in ${region}: leave it out or give -c push=none.`
  if (firewall === 'on')
    return `a firewall before CloudFront does not exist in ${region}: leave it out or give -c firewall=none.`
  if (domain === undefined)
    return `${region} serves nothing without a filed domain (ICP): give -c domain=… and -c certificate=….`
  if (certificate?.startsWith('arn:'))
    return `CloudFront in ${region} takes no ACM certificate: give the id of a server certificate in IAM.`
  return undefined
}

function faultElsewhere(certificate: string | undefined): string | undefined {
  if (certificate === undefined || /^arn:aws:acm:us-east-1:\d{12}:certificate\/\S+$/.test(certificate))
    return undefined
  return 'certificate must be the ARN of an ACM certificate in us-east-1, where CloudFront looks for it.'
}
