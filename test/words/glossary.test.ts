import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { languages } from '#words/languages.ts'

const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
const sources = import.meta.glob<string>('#words/{zh,en}/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The rows below a head of a table, each as its cells. */
const rowsBelow = (head: string): string[][] => {
  const lines = glossary.split('\n')
  const first = lines.findIndex((line) => line.replace(/\s+/g, ' ') === head) + 2
  if (first < 2) throw new Error(`There is no table ${head}`)
  const rest = lines.slice(first)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(0, end < 0 ? rest.length : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const listed = (cell = ''): string[] => cell.split(/、|, /).filter((word) => word !== '')

const terms = rowsBelow('| 中文 | 不用 | English | not | 意思 · what it means |')
const exceptions = rowsBelow('| where | word | why |')

type Rules = { terms: string[]; not: string[] }
const rulesOf: Record<(typeof languages)[number]['id'], Rules> = {
  zh: { terms: terms.flatMap(([zh]) => listed(zh)), not: terms.flatMap(([, not]) => listed(not)) },
  en: { terms: terms.flatMap(([, , en]) => listed(en)), not: terms.flatMap(([, , , not]) => listed(not)) },
}

/** What a file of words says, in pieces: its texts without keys, imports, comments and what is filled in. */
function textsIn(source: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const isKey =
      ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name === node
    if (
      !isKey &&
      (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    )
      texts.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('words.ts', source, ts.ScriptTarget.Latest, true))
  return texts
}

const has = (text: string, word: string): boolean =>
  /\p{Script=Han}/u.test(word) ? text.includes(word) : new RegExp(`\\b${word}s?\\b`, 'i').test(text)

/** The words of a text that the glossary has others for. A term may hold such a word in it: 尚未送达. */
const wrongIn = (text: string, { terms, not }: Rules): string[] => {
  const rest = terms.reduce((left, term) => left.replaceAll(term, '·'), text)
  return not.filter((word) => has(rest, word))
}

const place = (path: string): string => path.slice(path.indexOf('words/'))
const found = Object.entries(sources).flatMap(([path, source]) => {
  const language = languages.find(({ id }) => path.includes(`/${id}/`))
  if (language === undefined) return []
  return textsIn(source).flatMap((text) =>
    wrongIn(text, rulesOf[language.id]).map((word) => ({ where: place(path), word, text })),
  )
})
const isExcepted = ({ where, word }: { where: string; word: string }): boolean =>
  exceptions.some(([place, excepted]) => place === `\`${where}\`` && excepted === word)

describe('one word for one thing', () => {
  it('stands in every sentence of every language', () => {
    expect(found.filter((fault) => !isExcepted(fault))).toEqual([])
  })

  it('has in Chinese the full-width marks of the mainland', () => {
    const chinese = Object.entries(sources).filter(([path]) => path.includes('/zh/'))
    const texts = chinese.flatMap(([, source]) => textsIn(source))
    const wrong = /[「」『』]|\p{Script=Han}[,;:!?]/u
    expect(texts.filter((text) => wrong.test(text))).toEqual([])
  })

  it('has no exception that nothing needs, and none without a reason', () => {
    for (const [place, word, why = ''] of exceptions) {
      expect(
        found.some((fault) => place === `\`${fault.where}\`` && fault.word === word),
        word,
      ).toBe(true)
      expect(why.length, word).toBeGreaterThan(10)
    }
  })

  it('has both words and a meaning for each, and no word that another row forbids', () => {
    for (const row of terms) expect(row.map((cell) => cell !== '')).toEqual([true, true, true, true, true])
    for (const { terms: right, not } of Object.values(rulesOf)) {
      expect(right.filter((term) => not.includes(term))).toEqual([])
      expect(new Set(not).size).toBe(not.length)
    }
  })

  it('is missed where another stands, in each language, but not in keys, comments and what is filled in', () => {
    const planted = (text: string) => textsIn(text).flatMap((said) => wrongIn(said, rulesOf.zh))
    expect(planted("export const words = { '赛事': '请打开活动' } // 封票")).toEqual([])
    expect(planted("export const words = { a: '请封票', b: (n: string) => `${n} 个机器人` }")).toEqual([
      '封票',
      '机器人',
    ])
    expect(planted("export const words = { a: '尚未送达', b: '未送达' }")).toEqual(['未送达'])
    expect(
      textsIn("export const words = { a: 'Two robots', b: 'the Book', c: 'booked' }").flatMap((said) =>
        wrongIn(said, rulesOf.en),
      ),
    ).toEqual(['robot', 'book'])
  })
})
