import type { TestProject } from 'vitest/node'
import { LocalSystem, type Links } from './local-system.ts'

declare module 'vitest' {
  interface ProvidedContext {
    sharedSystem: { base: string; links: Links }
  }
}

/** One system for all test files of a run that have contests of their own in it. The pages are built on the way. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const system = await LocalSystem.start()
  provide('sharedSystem', { base: system.base, links: await system.links() })
  return () => system.stop()
}
