import { languageOf, languages } from '#words/languages.ts'
import { storage } from '../state/storage.ts'

export type Language = (typeof languages)[number]['tag']

const named = (text: unknown): Language | undefined =>
  typeof text === 'string' ? languageOf(text)?.tag : undefined

const key = 'language'
const askedFor = (): Language | undefined =>
  typeof location === 'undefined' ? undefined : named(new URLSearchParams(location.search).get('lang'))

/** `?lang=` wins, then what was chosen on this device, then the contest's language, then the browser's; otherwise the first. */
class LanguageChoice {
  #asked = askedFor() ?? named(storage.read(key))
  #current = $state<Language>(this.#asked ?? named(globalThis.navigator?.language) ?? languages[0].tag)

  get current(): Language {
    return this.#current
  }

  ofContest(language: Language | undefined): void {
    this.set(this.#asked ?? language ?? this.#current)
  }

  /** Turns to a language by somebody's own wish, and remembers it. */
  choose(language: Language): void {
    this.#asked = language
    storage.write(key, language)
    this.set(language)
  }

  set(language: Language): void {
    this.#current = language
    if (typeof document !== 'undefined') document.documentElement.lang = language
  }
}

export const language = new LanguageChoice()
