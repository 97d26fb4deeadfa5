import { words as en } from './en/local.ts'
import { type LanguageId, languageOfContest, languages } from './languages.ts'
import { words as zh } from './zh/local.ts'

const words: Record<LanguageId, typeof zh> = { zh, en }

/**
 * Something said in every language, one after the other: nobody has chosen one on a terminal, or on a page that is refused before it
 * loads. `between` is what stands between them.
 */
export const inEveryLanguage = (say: (t: typeof zh) => string, between = '\n'): string =>
  saidInEach(say)
    .map(({ said }) => said)
    .join(between)

/** The same, each with the tag of its language. */
export const saidInEach = (say: (t: typeof zh) => string): { tag: string; said: string }[] =>
  languages.map(({ id, tag }) => ({ tag, said: say(words[id]) }))

/** In the language of a contest. */
export const localWords = (tag: string | undefined): typeof zh => words[languageOfContest(tag).id]
