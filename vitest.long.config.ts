import { defineConfig } from 'vitest/config'

/** `npm run long`: what takes minutes, and the machine to itself, one file after another. */
export default defineConfig({
  test: {
    environment: 'node',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'long', include: ['test/**/*.long.test.ts'] } },
      {
        // Every state of the pages in every size and both languages; `npm test` looks at half of the sizes in each.
        extends: true,
        test: {
          name: 'looks',
          include: ['states', 'console', 'public'].map((name) => `test/pages/${name}.test.ts`),
          globalSetup: 'test/support/shared-system.ts',
          env: { LOOKS: 'all' },
        },
      },
      {
        // Twenty histories of a stream that is delivered anyhow; `npm test` tries two.
        extends: true,
        test: { name: 'seeds', include: ['test/streams/tally-ballots.test.ts'], env: { SEEDS: '20' } },
      },
      {
        // The store's contract once more, on Amazon's own DynamoDB Local: what holds on both engines is no habit of one.
        extends: true,
        test: {
          name: 'amazon',
          include: ['test/store/**/*.test.ts'],
          // It reports capacity by rules of its own (see local/engine/README.md).
          exclude: ['test/store/consumed-capacity.test.ts'],
          env: { LEITAI_TEST_ENGINE: 'amazon' },
          // Its first requests are slow enough to run into the functions' own time limit.
          retry: 1,
        },
      },
    ],
  },
})
