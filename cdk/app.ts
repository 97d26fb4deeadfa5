import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPages } from '#local/system/build-pages.ts'
import { UserError } from '#terminal/user-error.ts'
import { bundleAll } from './bundles.ts'
import { leitaiApp } from './leitai.ts'
import { stagePages } from './pages.ts'
import { SettingsError } from './settings.ts'

/**
 * What the CDK's command line runs (`cdk.json`), and `npm run synth`: builds the pages where they are not up to date, and writes the
 * templates into `cdk.out`, or says in one sentence what is wrong.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const byCommandLine = process.env['CDK_OUTDIR']
const outdir = byCommandLine ?? join(root, 'cdk.out')

try {
  // On the other channel: what a command of the CDK prints may be read by a program.
  await buildPages((message) => console.error(message))
  const pages = stagePages(join(root, 'web/dist'), join(root, 'cdk.out/pages'))
  const bundles = bundleAll(join(root, 'cdk.out/bundles'))
  leitaiApp({ pages, bundles }, { outdir }).synth()
  if (byCommandLine === undefined) console.log(`The templates are in ${outdir}.`)
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof UserError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
