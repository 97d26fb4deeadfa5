import { describe, expect, it } from 'vitest'

type Words = Record<string, unknown>
const rooms = import.meta.glob<{ zh: Words; en: Words }>([
  '../../../web/**/words.ts',
  '../../../web/i18n/{common,problems}.ts',
])

/** Every key with the text behind it, nested groups as `group.key`; a sentence is tried with a 3 for each blank. */
const texts = (words: Words, group = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, entry]): [string, string][] => {
    if (typeof entry === 'string') return [[group + key, entry]]
    if (typeof entry === 'function')
      return [[group + key, String(Reflect.apply(entry, null, Array(entry.length).fill(3)))]]
    if (typeof entry === 'object' && entry !== null) return texts({ ...entry }, `${group}${key}.`)
    throw new Error(`${group}${key} is no text`)
  })

describe.each(Object.entries(rooms))('%s', (_, load) => {
  it('says everything in both languages', async () => {
    const { zh, en } = await load()
    const [chinese, english] = [texts(zh), texts(en)]
    expect(english.map(([key]) => key).sort()).toEqual(chinese.map(([key]) => key).sort())
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
    // Only a switch to the other language names itself in that language.
    const untranslated = english.filter(([, text]) => /\p{Script=Han}/u.test(text) && text !== '中文')
    expect(untranslated).toEqual([])
  })
})

it('finds the words of every page', () => expect(Object.keys(rooms).length).toBeGreaterThanOrEqual(7))
