import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What only computes: it keeps nothing in the process that the next file could find there. */
const rules = ['test/core/**/*.test.ts', 'test/words/**/*.test.ts']
/** State of the pages, without a browser. */
const web = 'test/web/**/*.test.ts'
/** Pages in a browser, on a running system. */
const pages = ['test/pages/**/*.test.ts', 'test/story/**/*.test.ts']
/** What stands in the templates of the stacks. */
const templates = 'test/cdk/templates.test.ts'
/** `npm run long` runs these. */
const long = '**/*.long.test.ts'
const packages = '**/node_modules/**'

/**
 * What computes longest: begun last, one of them would run on alone when everything else is done. Beside the pages, which wait as much
 * as they compute, they cost little.
 */
const slow = [
  'faults/scenarios.test.ts',
  'cdk/templates.test.ts',
  'api/rehearsal.test.ts',
  'local/commands/bundle.test.ts',
  'pages/states.test.ts',
  'pages/stream.test.ts',
  'pages/vote-survives.test.ts',
  'story/evening.test.ts',
  'story/set-up.test.ts',
]

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = slow.findIndex((name) => moduleId.endsWith(name))
      return place === -1 ? slow.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  test: {
    // More than cores: tests that start a system or a browser wait as long as they work.
    maxWorkers: 6,
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // Commands and systems that a test starts are compiled once, not each time.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/leitai-node', import.meta.url)) },
    projects: [
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          exclude: [web, ...rules, ...pages, templates, long, packages],
        },
      },
      {
        extends: true,
        test: { name: 'rules', include: rules, exclude: [long, packages], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: pages,
          exclude: [long, packages],
          globalSetup: 'test/support/shared-system.ts',
          // One browser serves the files of a worker. None of them reads or changes anything in the process.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'templates', include: [templates], globalSetup: 'test/support/shared-bundles.ts' },
      },
      {
        // State of the pages (*.svelte.ts) is compiled as for a browser, so that runes react; nothing else may be,
        // or packages such as ws would resolve to their browser builds.
        extends: true,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'web',
          environment: './test/support/page-environment.ts',
          include: [web],
          // Modules are loaded once in a worker; what a file leaves behind in them is put right before the next.
          isolate: false,
          setupFiles: 'test/support/fresh-page.ts',
        },
      },
    ],
  },
})
