import { vi } from 'vitest'

/** A thousand changes to a bundle, and a thousand histories written anew, where `npm test` tries a sample. */
vi.stubEnv('MUTATIONS', process.env['MUTATIONS'] ?? '1000')
await import('./bundle.test.ts')
