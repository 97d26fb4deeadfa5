import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const pages = 'test/web/**/*.test.ts'
/** `npm run long` runs these. */
const long = '**/*.long.test.ts'
const packages = '**/node_modules/**'

export default defineConfig({
  test: {
    // Browser, engine and server of a test share the machine's cores with the tests beside it.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'system',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [pages, long, packages],
        },
      },
      {
        // State of the pages (*.svelte.ts) is compiled as for a browser, so that runes react; nothing else may be,
        // or packages such as ws would resolve to their browser builds.
        extends: true,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { name: 'pages', environment: './test/support/page-environment.ts', include: [pages] },
      },
    ],
  },
})
