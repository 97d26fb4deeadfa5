import { afterAll, vi } from 'vitest'
import { language } from '../../web/i18n/language.svelte.ts'

/** Files of `test/web` share a process. This runs before each: it begins in English, and leaves the globals and the clock as they were. */

language.set('en')
afterAll(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
