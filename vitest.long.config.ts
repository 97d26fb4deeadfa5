import { defineConfig } from 'vitest/config'

/** `npm run long`: every `*.long.test.ts`, one file after another. They take minutes, and the machine to themselves. */
export default defineConfig({
  test: {
    name: 'long',
    environment: 'node',
    include: ['test/**/*.long.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    restoreMocks: true,
  },
})
