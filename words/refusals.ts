import type { Refusal } from '#contract/refusals.ts'
import { words as en } from './en/refusals.ts'
import { type LanguageId, languageOf, languages } from './languages.ts'
import { words as zh } from './zh/refusals.ts'

const refusals: Record<LanguageId, Record<Refusal, string>> = { zh, en }

/** Refusals in the language that somebody likes best of those there are, by their `accept-language`. */
export const refusalsFor = (accepted = ''): Record<Refusal, string> => refusals[bestOf(accepted)]

function bestOf(accepted: string): LanguageId {
  const asked = accepted
    .split(',')
    .map((range) => range.split(';', 2))
    .map(([tag = '', quality = 'q=1']) => ({ tag: tag.trim(), quality: Number(quality.trim().slice(2)) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const [best = languages[0]] = asked.flatMap(({ tag }) => languageOf(tag) ?? [])
  return best.id
}
