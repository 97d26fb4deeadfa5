import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Linter } from 'eslint'
import { beforeAll, expect, test } from 'vitest'
import { pageSizes } from '../../bench/pages.ts'
import { buildPages, pagesFolder } from '#local/system/build-pages.ts'

beforeAll(() => buildPages(() => undefined), 120_000)

const text = (path: string) => readFileSync(join(pagesFolder, path), 'utf8')

/** What the pages of voters and judges name in their HTML. */
const named = (extension: string) =>
  ['watch', 'judge']
    .flatMap((page) => [...text(`${page}/index.html`).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)])
    .flatMap(([, path = '']) => (path.endsWith(extension) ? [{ name: path, text: text(path) }] : []))

test.each(['/watch', '/judge'])(
  '%s needs at most 45 kB of scripts and styles before the ballot can be filled, player apart',
  (path) => {
    const { js, css } = pageSizes().find(({ page }) => page === path) ?? { js: Infinity, css: Infinity }
    expect(js + css).toBeLessThanOrEqual(45_000)
  },
)

test('scripts hold nothing that Chrome 70 and Safari 14 cannot parse', () => {
  const linter = new Linter()
  // BigInt (2020) came early to Chrome, `?.`, `??` (2020) and private fields (2022) did not.
  const languageOptions = { ecmaVersion: 2020, sourceType: 'module' } as const
  const late = named('.js').flatMap(({ name, text }) => [
    ...linter.verify(text, { languageOptions }).map(({ message }) => `${name}: ${message}`),
    ...(/[\w$)\]]\?\.[a-zA-Z_$[(]/.test(text.replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, ''))
      ? [`${name}: ?.`]
      : []),
  ])
  expect(late).toEqual([])
}, 60_000)

test('styles hold no selector for which Chrome 70 drops a rule', () => {
  const late = named('.css').filter(({ text }) => /:(where|has)\(/.test(text))
  expect(late.map(({ name }) => name)).toEqual([])
})

test.each(['', ...readdirSync('web/pages').filter((page) => page !== 'home')])(
  'where scripts are switched off, /%s says what to do, in both languages',
  (page) => {
    const [, said = ''] = /<noscript>([\s\S]*?)<\/noscript>/.exec(text(join(page, 'index.html'))) ?? []
    expect(said.replace(/\s+/g, ' ')).toContain('请在浏览器设置里允许 JavaScript')
    expect(said).toMatch(/This page needs JavaScript/)
  },
)
