import { words as en } from './en/preview.ts'
import { type LanguageId, languageOfContest } from './languages.ts'
import { words as zh } from './zh/preview.ts'

const words: Record<LanguageId, typeof zh> = { zh, en }

/** What a shared link says, in the language of its contest. */
export const previewWords = (language: string | undefined): typeof zh => words[languageOfContest(language).id]
