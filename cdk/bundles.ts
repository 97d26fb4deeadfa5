import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, type Metafile } from 'esbuild'
import { routes } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'

/** A function as it is shipped: `<folder>/index.mjs`, which exports `handler`. */
export type BundledFunction = {
  name: string
  folder: string
  /** Of `index.mjs`. */
  bytes: number
  /** What is in it, as esbuild tells it: imports, exports, bytes from each file. */
  contents: Pick<Metafile['outputs'][string], 'imports' | 'exports' | 'inputs'>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * What the SDK imports only when it needs it, and never needs here: places to look for credentials, which Lambda puts into the
 * environment where the SDK looks first, and streams of events, which DynamoDB has none of. A quarter of all bytes.
 */
const neverLoaded = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
]

/** The file of every function behind a route or a stream, by its name; files are named from the repository's root. */
export const functionEntries = (): Record<string, string> => ({
  ...Object.fromEntries(routes.map(({ function: name }) => [name, `functions/api/${name}.ts`])),
  ...Object.fromEntries(subscriptions.map(({ function: name }) => [name, `functions/streams/${name}.ts`])),
})

/**
 * Bundles functions, each with everything it imports, the SDK too, into one minified ES module for Lambda's Node 24. The same sources
 * and packages give the same bytes on every machine. Many at once take a fraction of the time that they take one by one.
 *
 * @param entries files that export `handler`, named from the repository's root; the name of the file is the function's
 * @param into folder that gets a folder for each
 */
export function bundleFunctions(entries: readonly string[], into: string): BundledFunction[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: entry, out: join(nameOf(entry), 'index') })),
    outdir: into,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Packages' ES modules rather than their CommonJS: only of those can unused parts be left out.
    mainFields: ['module', 'main'],
    external: neverLoaded,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).map(({ bytes, entryPoint = '', ...contents }) => {
    const name = nameOf(entryPoint)
    return { name, folder: join(into, name), bytes, contents }
  })
}

const nameOf = (entry: string): string => basename(entry, '.ts')

/** What only AWS calls: who may listen to the push, and the makers of secrets. */
const onlyOnAws = [
  'functions/push/admit-viewer.ts',
  'cdk/resources/origin-secret.ts',
  'cdk/resources/session-keys.ts',
]

/** Bundles everything that is deployed. Answers the folder of each function by its name. */
export const bundleAll = (into: string): ReadonlyMap<string, string> =>
  new Map(
    bundleFunctions([...Object.values(functionEntries()), ...onlyOnAws], into).map(({ name, folder }) => [
      name,
      folder,
    ]),
  )
