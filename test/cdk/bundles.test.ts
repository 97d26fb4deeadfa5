import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleFunctions, functionEntries, type BundledFunction } from '../../cdk/bundles.ts'

const onEveryVotersWay = ['open-session', 'cast-ballot', 'read-ballot', 'read-live']

let folder: string
let bundles: BundledFunction[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-bundles-'))
  bundles = bundleFunctions(Object.values(functionEntries()), join(folder, 'first'))
  console.log(bundles.map(({ name, bytes }) => `${name.padEnd(20)} ${bytes} bytes`).join('\n'))
})
afterAll(() => rm(folder, { recursive: true }))

const bundleOf = (name: string): BundledFunction => {
  const bundle = bundles.find((candidate) => candidate.name === name)
  if (!bundle) throw new Error(`${name} is not bundled`)
  return bundle
}
const codeOf = (bundle: BundledFunction) => readFile(join(bundle.folder, 'index.mjs'), 'utf8')

describe('the bundles of all functions', () => {
  it.each(onEveryVotersWay)('%s, on the way of every voter, has 420 kB at most', (name) => {
    expect(bundleOf(name).bytes).toBeLessThanOrEqual(420_000)
  })

  it('are one module each that exports the handler', () => {
    expect(bundles.map(({ contents }) => contents.exports)).toEqual(bundles.map(() => ['handler']))
  })

  it('have one client of the SDK each', () => {
    const clients = bundles.map(({ contents }) => {
      const packages = Object.keys(contents.inputs).flatMap(
        (path) => /@aws-sdk\/(client-[\w-]+|nested-clients)\//.exec(path)?.[1] ?? [],
      )
      return [...new Set(packages)]
    })
    expect(clients).toEqual(bundles.map(() => ['client-dynamodb']))
  })

  it('load at their start nothing that is not in them or in Node', () => {
    const outside = bundles.flatMap(({ contents }) =>
      contents.imports.filter(({ path, kind }) => kind !== 'dynamic-import' && !path.startsWith('node:')),
    )
    expect(outside).toEqual([])
  })

  it.each(onEveryVotersWay)(
    '%s has the same bytes again, and names no folder of this machine',
    async (name) => {
      const [alone] = bundleFunctions([functionEntries()[name] ?? ''], join(folder, 'second'))
      const again = await codeOf(alone ?? bundleOf('none'))
      expect(again).toBe(await codeOf(bundleOf(name)))
      expect(again).not.toContain(process.cwd())
    },
  )
})
