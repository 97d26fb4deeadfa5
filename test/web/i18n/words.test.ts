import { describe, expect, it } from 'vitest'
import { languages } from '#words/languages.ts'

type Words = Record<string, unknown>
const files = import.meta.glob<Words>('#words/*/**/*.ts', { eager: true, import: 'words' })

/** The rooms of a language by their names: `console/desk`. */
const roomsOf = (id: string): Record<string, Words> =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, words]) => {
      const room = path.split(`/words/${id}/`)[1]?.replace(/\.ts$/, '')
      return room === undefined ? [] : [[room, words]]
    }),
  )

const [first, ...others] = languages
const chinese = roomsOf(first.id)

/** Sentences that are told their parameters by name; they are tried where those are made. */
const coded = ['faults', 'findings', 'refusals']

/** Every key with the text behind it, nested groups as `group.key`; a sentence is tried with a 3 for each blank. */
const texts = (words: Words, group = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, entry]): [string, string][] => {
    if (typeof entry === 'string') return [[group + key, entry]]
    if (typeof entry === 'function')
      return [[group + key, String(Reflect.apply(entry, null, Array(entry.length).fill(3)))]]
    if (typeof entry === 'object' && entry !== null) return texts({ ...entry }, `${group}${key}.`)
    throw new Error(`${group}${key} is no text`)
  })

describe.each(others)('$name', ({ id }) => {
  const rooms = roomsOf(id)

  it('has every room', () => expect(Object.keys(rooms).sort()).toEqual(Object.keys(chinese).sort()))

  it.each(Object.keys(chinese).filter((room) => !coded.includes(room)))('says everything in %s', (room) => {
    const [here, there] = [texts(rooms[room] ?? {}), texts(chinese[room] ?? {})]
    expect(here.map(([key]) => key).sort()).toEqual(there.map(([key]) => key).sort())
    expect([...here, ...there].filter(([, text]) => text.trim() === '')).toEqual([])
    expect(here.filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
  })
})

/** The sentences of a room, told the number 1 and nothing else. */
const ofOne = (words: Words): string[] =>
  Object.values(words).flatMap((entry) => {
    if (typeof entry === 'function') return [String(Reflect.apply(entry, null, Array(entry.length).fill(1)))]
    return typeof entry === 'object' && entry !== null ? ofOne({ ...entry }) : []
  })
const severalOfOne =
  /\b1 (?:more |highest |lowest )?(?!(?:has|is|was|gives|stands|withdraws)\b)([a-z]+[a-z]s|people|are|have|were)\b/

it.each(Object.entries(roomsOf('en')).filter(([room]) => !coded.includes(room)))(
  'English tells one from several in %s',
  (_, words) => expect(ofOne(words).filter((text) => severalOfOne.test(text))).toEqual([]),
)

it('finds a plural where there is one', () => {
  for (const text of ['1 ballots', '1 more places', '1 people', 'all 1 are'])
    expect(text).toMatch(severalOfOne)
  for (const text of ['1 ballot', '1 s behind', '1 is', '11 ballots']) expect(text).not.toMatch(severalOfOne)
})

it('finds the words of every page', () => expect(Object.keys(chinese).length).toBeGreaterThanOrEqual(19))

it('has a line for every folder', () => {
  const folders = Object.keys(files).map((path) => /\/words\/([^/]+)\//.exec(path)?.[1])
  expect([...new Set(folders)].sort()).toEqual(languages.map(({ id }) => id).sort())
})
