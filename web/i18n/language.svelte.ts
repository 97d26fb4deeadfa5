import type { Contest } from '#contract/contest.ts'
import { storage } from '../state/storage.ts'

export type Language = NonNullable<Contest['language']>

const named = (text: unknown): Language | null => {
  if (typeof text !== 'string') return null
  if (text.toLowerCase().startsWith('zh')) return 'zh-CN'
  return text.toLowerCase().startsWith('en') ? 'en' : null
}

const key = 'language'
const askedFor = (): Language | null =>
  typeof location === 'undefined' ? null : named(new URLSearchParams(location.search).get('lang'))

/** `?lang=` wins, then what was chosen on this device, then the contest's language, then the browser's; otherwise Chinese. */
class LanguageChoice {
  #asked = askedFor() ?? named(storage.read(key))
  #current = $state<Language>(this.#asked ?? named(globalThis.navigator?.language) ?? 'zh-CN')

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
