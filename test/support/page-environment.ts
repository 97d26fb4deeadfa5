import type { Environment } from 'vitest/runtime'

/** Runs a page's state as the browser would compile it, so that runes react, but without a DOM to lean on. */
export default {
  name: 'page',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment
