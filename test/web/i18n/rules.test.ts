import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { language } from '../../../web/i18n/language.svelte.ts'
import { sayRule } from '../../../web/i18n/rules.ts'

const rules = import.meta.glob<string>(
  ['../../../functions/core/{document,ballot}/*.ts', '../../../functions/core/{ballot,document}.ts'],
  { query: '?raw', import: 'default', eager: true },
)
const logs = import.meta.glob<string>('../../../functions/core/verify/{misfit,seal}.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The sentences in a source, with a 3 for each blank. */
const sentencesIn = (source: string, form: RegExp): string[] =>
  [...source.matchAll(form)].map(([, sentence = '']) => sentence.replace(/\$\{[^}]*\}/g, '3'))

const said = [
  ...Object.values(rules).flatMap((source) =>
    sentencesIn(source, /(?:message:|return|:) [`']([A-Z][^`']*)[`']/g),
  ),
  ...Object.values(logs).flatMap((source) => sentencesIn(source, /[`']((?:[a-z]+|\$\{\w+\}) [^`']+)[`']/g)),
]

beforeEach(() => language.set('zh-CN'))
afterEach(() => language.set('zh-CN'))

describe('what a rule has to say', () => {
  it.each([...new Set(said)])('is known in Chinese: %s', (sentence) => {
    expect(sayRule(sentence)).toMatch(/\p{Script=Han}/u)
  })

  it('is the rule’s own sentence in English', () => {
    language.set('en')
    expect(sayRule('Named twice')).toBe('Named twice')
  })

  it('was found where it is said', () => expect(said.length).toBeGreaterThan(40))
})
