import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundleAll } from '../../cdk/bundles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders of the bundled functions, by their names. */
    sharedBundles: [name: string, folder: string][]
  }
}

/** The functions bundled once, for every template of a run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-bundles-'))
  provide('sharedBundles', [...bundleAll(folder)])
  return () => rm(folder, { recursive: true })
}
