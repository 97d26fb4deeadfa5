import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import * as z from 'zod'
import { errorMessage, UserError } from '#terminal/user-error.ts'
import { parseSettings, settingNames, SettingsError, type Settings } from '../settings.ts'

/** What a command line of the operator says: its own options, words, and the settings (`-c name=value`). */
export type Given<Options extends ParseArgsConfig['options']> = {
  values: ReturnType<typeof parseArgs<{ options: NonNullable<Options>; allowPositionals: true }>>['values']
  words: string[]
  context: Record<string, string>
}

/** Reads the command line. Throws a `UserError` that ends in `usage` for what cannot be understood. */
export function readCommandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  { options, usage }: { options: Options; usage: string },
): Given<Options> {
  const { rest, pairs } = splitContext(args, usage)
  try {
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true })
    return { values, words: positionals, context: contextOf(pairs, usage) }
  } catch (error) {
    if (error instanceof UserError) throw error
    const [sentence = ''] = errorMessage(error).split('. ')
    throw new UserError(`${sentence.replace(/\.$/, '')}. Usage: ${usage}`)
  }
}

/** `-c` may come any number of times, as with the CDK's own command line. */
function splitContext(args: string[], usage: string): { rest: string[]; pairs: string[] } {
  const rest: string[] = []
  const pairs: string[] = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? ''
    if (argument !== '-c' && argument !== '--context') {
      rest.push(argument)
      continue
    }
    const pair = args[++at]
    if (pair === undefined) throw new UserError(`${argument} needs a setting as name=value. Usage: ${usage}`)
    pairs.push(pair)
  }
  return { rest, pairs }
}

function contextOf(pairs: string[], usage: string): Record<string, string> {
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
