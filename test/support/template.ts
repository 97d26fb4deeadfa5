import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api'
import { inject } from 'vitest'
import { bundleAll } from '../../cdk/bundles.ts'
import { leitaiApp } from '../../cdk/leitai.ts'
import { stagePages } from '../../cdk/pages.ts'
import type { Json } from '#test/support/json.ts'

export type Resource = {
  Type: string
  Properties: Json
  DeletionPolicy?: string
  UpdateReplacePolicy?: string
}
export type Template = { Resources: Record<string, Resource>; Outputs: Record<string, Json> }

/** What was drawn up before, by the settings. */
const drawnUp = new Map<string, string>()

/**
 * What the stacks come to as CloudFormation templates, by the stacks' names, with these settings in the context. The same settings are
 * drawn up once.
 *
 * @param change something that is done to them before
 */
export function synthesise(
  settings: Record<string, string> = {},
  change?: (app: App) => void,
): Record<string, Template> {
  if (change) return JSON.parse(synthesised(settings, change))
  const name = JSON.stringify(settings)
  const text = drawnUp.get(name) ?? synthesised(settings)
  drawnUp.set(name, text)
  return JSON.parse(text)
}

function synthesised(settings: Record<string, string>, change: (app: App) => void = () => undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'leitai-synth-'))
  try {
    const built = join(folder, 'built')
    mkdirSync(join(built, 'watch'), { recursive: true })
    for (const page of ['index.html', 'watch/index.html', 'icon.svg'])
      writeFileSync(join(built, page), `<p>${page}</p>`)
    const app = leitaiApp(
      { pages: stagePages(built, join(folder, 'pages')), bundles: bundlesIn(folder) },
      // Nothing is deployed from here, so bundles and pages need not be copied into every assembly.
      { outdir: join(folder, 'out'), context: { [DISABLE_ASSET_STAGING_CONTEXT]: true, ...settings } },
    )
    change(app)
    const { stacks } = app.synth()
    return JSON.stringify(
      Object.fromEntries(
        stacks.map(({ stackName, templateFullPath }) => [
          stackName,
          JSON.parse(readFileSync(templateFullPath, 'utf8')),
        ]),
      ),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Those of the run, where it has some for all its files. */
const bundlesIn = (folder: string): ReadonlyMap<string, string> => {
  const shared = inject('sharedBundles')
  return shared ? new Map(shared) : bundleAll(join(folder, 'bundles'))
}

/** The resources of a type, by their logical ids. */
export const resourcesOf = ({ Resources }: Template, type: string): [id: string, resource: Resource][] =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type)

/** The one resource of a type whose logical id begins so. Throws when there is none or more. */
export function resource(template: Template, type: string, id: string): Resource {
  const found = resourcesOf(template, type).filter(([logicalId]) => logicalId.startsWith(id))
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources ${type} begin with ${id}`)
  return found[0][1]
}
