import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { UserError } from '#terminal/user-error.ts'
import { parseSettings, settingNames, SettingsError, type Settings } from '../settings.ts'

/** `-c` may come any number of times, as with the CDK's own command line; the last of a name counts. */
export const contextOption = {
  context: { type: 'string' as const, short: 'c', multiple: true as const, default: [] as string[] },
}

/** The settings that `-c name=value` names. Throws a `UserError` that ends in `usage` for what is none. */
export function contextFrom(pairs: readonly string[], usage: string): Record<string, string> {
  const entries = pairs.map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=')
    if (!settingNames.includes(name) || value.length === 0)
      throw new UserError(
        `“${pair}” is no setting: -c takes name=value with one of ${settingNames.join(', ')}. Usage: ${usage}`,
      )
    return [name, value.join('=')]
  })
  return Object.fromEntries(entries)
}

const remembered = z.object({ context: z.record(z.string(), z.unknown()).default({}) })

/**
 * The settings as the CDK's command line will see them: from `cdk.json` in this folder, over which `-c` stands, and the region of the AWS
 * credentials where neither names one. Throws a `UserError` for a setting that cannot be used.
 */
export async function settingsFrom(context: Record<string, string>): Promise<Settings> {
  const kept = existsSync('cdk.json')
    ? remembered.parse(JSON.parse(readFileSync('cdk.json', 'utf8'))).context
    : {}
  const given = { ...kept, ...context }
  const asked = Object.fromEntries(settingNames.map((name) => [name, given[name]]))
  try {
    return parseSettings({ ...asked, region: asked['region'] ?? (await regionOfCredentials()) })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    throw new UserError(error.message)
  }
}

/** As the AWS tools find it: `AWS_REGION` or the profile's. */
async function regionOfCredentials(): Promise<string | undefined> {
  const client = new CloudFormationClient({})
  // The client throws where neither names a region.
  const region = await client.config.region().catch(() => undefined)
  client.destroy()
  return region
}
