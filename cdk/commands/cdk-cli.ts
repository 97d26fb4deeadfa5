import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { errorCode, UserError } from '#terminal/user-error.ts'
import { noCredentials } from './aws-sentence.ts'

/** Where the CDK's command line leaves the templates, and what came out of a deployment. */
const assembly = 'cdk.out'
export const outputsFile = `${assembly}/outputs.json`

/** Runs the CDK's command line with what it prints shown. Throws a `UserError` where it fails: what is wrong it has said itself. */
async function cdk(...args: string[]): Promise<void> {
  const child = spawn('cdk', args, { stdio: 'inherit' })
  await once(child, 'close').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT')
      throw new UserError('There is no “cdk” on the path: run “npm ci” first.')
    throw error
  })
  if (child.exitCode !== 0) throw new UserError(`“cdk ${args[0]}” has failed; what it says is above.`)
}

const contextArgs = (context: Record<string, string>): string[] =>
  Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** Draws the stacks up from the settings, once: what is shown, asked about and deployed is the same. */
export const synthesise = (context: Record<string, string>): Promise<void> =>
  cdk('synth', '--quiet', '--app', 'node cdk/app.ts', '--output', assembly, ...contextArgs(context))

export const showChanges = (): Promise<void> => cdk('diff', '--app', assembly)

export const bootstrap = ({ account, region }: Place): Promise<void> =>
  cdk('bootstrap', `aws://${account}/${region}`)

export const deployAll = (): Promise<void> =>
  cdk('deploy', '--all', '--app', assembly, '--require-approval', 'never', '--outputs-file', outputsFile)

export const destroyAll = (): Promise<void> => cdk('destroy', '--all', '--force', '--app', assembly)

export type Place = { account: string; region: string }

const manifest = z.object({
  artifacts: z.record(z.string(), z.looseObject({ type: z.string(), environment: z.string().optional() })),
})

/** Where the stacks go. Throws a `UserError` where there are no credentials, for then the CDK knows no account. */
export function places(): Place[] {
  const { artifacts } = manifest.parse(JSON.parse(readFileSync(`${assembly}/manifest.json`, 'utf8')))
  const found = Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ environment = '' }) => /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment))
    .map((parts) => ({ account: parts?.[1] ?? '', region: parts?.[2] ?? '' }))
  if (found.length === 0 || found.some(({ account }) => !/^\d{12}$/.test(account)))
    throw new UserError(noCredentials)
  return [...new Map(found.map((place) => [JSON.stringify(place), place])).values()]
}
