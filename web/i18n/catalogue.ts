import { language } from './language.svelte.ts'

/** A word, or a sentence that is made of what it is told. */
type Word = string | ((...parts: never[]) => string)

type Entry = Word | { [key: string]: Word | undefined }

/**
 * The words of one room in both languages, read as `t.key`. English is typed by Chinese, so a key that is missing in one of
 * them does not compile. What was read in a template changes with the language.
 */
export const catalogue = <Words extends Record<string, Entry>>(zh: Words, en: NoInfer<Words>): Words =>
  new Proxy(zh, { get: (_, key) => Reflect.get(language.current === 'en' ? en : zh, key) })
