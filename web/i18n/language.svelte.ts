import type { Contest } from '#contract/contest.ts'

export type Language = NonNullable<Contest['language']>

const named = (text: string | null | undefined): Language | null => {
  if (text?.toLowerCase().startsWith('zh')) return 'zh-CN'
  return text?.toLowerCase().startsWith('en') ? 'en' : null
}

/** `?lang=` wins, then the contest's language, then the browser's; otherwise Chinese. */
class LanguageChoice {
  #asked = typeof location === 'undefined' ? null : named(new URLSearchParams(location.search).get('lang'))
  #current = $state<Language>(this.#asked ?? named(globalThis.navigator?.language) ?? 'zh-CN')

  get current(): Language {
    return this.#current
  }

  ofContest(language: Language | undefined): void {
    this.set(this.#asked ?? language ?? this.#current)
  }

  set(language: Language): void {
    this.#current = language
    if (typeof document !== 'undefined') document.documentElement.lang = language
  }
}

export const language = new LanguageChoice()
