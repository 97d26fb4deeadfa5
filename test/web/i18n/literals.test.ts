import { parse } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'

const templates = import.meta.glob<string>('../../../web/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const scripts = import.meta.glob<string>('../../../web/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Attributes whose text a person reads or hears. */
const spoken = new Set(['aria-label', 'aria-description', 'alt', 'title', 'placeholder'])

type Node = { type?: unknown; name?: unknown; data?: unknown; value?: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Words that stand in the markup itself instead of in the tables of both languages. */
const wordsIn = (node: unknown, found: string[] = []): string[] => {
  if (Array.isArray(node)) for (const child of node) wordsIn(child, found)
  else if (isNode(node)) {
    if (node.type === 'Comment') return found
    if (node.type === 'Attribute' && !spoken.has(String(node.name))) return found
    if (node.type === 'StyleDirective') return found
    if (node.type === 'Text' && /\p{L}/u.test(String(node.data))) found.push(String(node.data).trim())
    for (const child of Object.values(node)) wordsIn(child, found)
  }
  return found
}

const withoutComments = (script: string): string => script.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')

/** What is read whatever language the page has: what people write when they fill in a form, and the order of a dictionary. */
const data = ['console/setup/form/reading/', 'console/setup/json-fault.ts', 'state/find-contestants.ts']
const isData = (path: string): boolean => data.some((name) => path.includes(name))

/** Where both languages stand side by side. */
const isTable = (path: string): boolean => /words\.ts$|\/i18n\//.test(path)

describe('every word a person reads stands in a table of both languages', () => {
  it.each(Object.keys(templates))('in the markup of %s', (path) => {
    const { fragment } = parse(templates[path] ?? '', { modern: true })
    // A unit of the browser's own, and the names of keys, are the same in every language.
    const untranslated = wordsIn(fragment).filter((words) => !/^(&nbsp;|Esc|Enter|px|%)$/.test(words))
    expect(untranslated).toEqual([])
  })

  it.each(Object.keys(templates).filter((path) => !isData(path)))('in the script of %s', (path) => {
    const script = /<script[\s\S]*?<\/script>/.exec(templates[path] ?? '')?.[0] ?? ''
    expect(withoutComments(script).match(/\p{Script=Han}+/gu) ?? []).toEqual([])
  })

  it.each(Object.keys(scripts).filter((path) => !isTable(path) && !isData(path)))('in %s', (path) => {
    expect(withoutComments(scripts[path] ?? '').match(/\p{Script=Han}+/gu) ?? []).toEqual([])
  })
})

it('finds a word in markup and in what is read aloud, and nothing else', () => {
  const { fragment } = parse('<p class="soft" title="票">{t.vote} 投票 <!-- 注 --> 3 / 5</p>', {
    modern: true,
  })
  expect(wordsIn(fragment)).toEqual(['票', '投票'])
})
