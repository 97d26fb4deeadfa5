import { languages } from '#words/languages.ts'
import { language } from './language.svelte.ts'

/** A word, or a sentence that is made of what it is told. */
type Word = string | ((...parts: never[]) => string)

type Entry = Word | { [key: string]: Word | undefined }

/**
 * The words of one room, read as `t.key`; what was read in a template changes with the language. `files` are the room's words
 * by the paths of their files, one a language. Each is typed by Chinese, so a key that is missing does not compile.
 */
export function catalogue<Words extends Record<string, Entry>>(files: Record<string, Words>): Words {
  const [some] = Object.values(files)
  if (some === undefined) throw new Error('A room without words')
  const wordsIn = (folder: string) =>
    Object.entries(files).find(([path]) => path.includes(`/${folder}/`))?.[1]
  const spoken = Object.fromEntries(languages.map(({ id, tag }) => [tag, wordsIn(id)]))
  return new Proxy(some, { get: (_, key): unknown => Reflect.get(spoken[language.current] ?? some, key) })
}
