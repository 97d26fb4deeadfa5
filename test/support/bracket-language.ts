import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { builtPages } from '#local/http/pages.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** A language for tests: English of which everything stands in brackets. Browsers know no words of it, which is what it is for. */
export const bracketTag = 'qps-ploc'
const folder = 'qps'
const line = `{ id: '${folder}', tag: '${bracketTag}', name: '〔Brackets〕' },`

export const inBrackets = (text: string): string => `〔${text}〕`

/** What every file of words in the folder says. */
const wordsOf = (room: string): string => `
import { words as en } from '${relative(dirname(room), '.') || '.'}/../en/${room}'

const inBrackets = (entry: unknown): unknown => {
  // A page may show each line of it by itself.
  if (typeof entry === 'string') return entry.split('\\n').map((line) => \`〔\${line}〕\`).join('\\n')
  if (typeof entry === 'function') return (...parts: unknown[]) => \`〔\${Reflect.apply(entry, undefined, parts)}〕\`
  return Object.fromEntries(Object.entries(entry as object).map(([key, word]) => [key, inBrackets(word)]))
}
export const words = inBrackets(en) as typeof en
`

/** The project with one more language: a folder and a line. Answers where it is. */
function withBrackets(): string {
  const copy = mkdtempSync(join(tmpdir(), 'leitai-brackets-'))
  const isSource = (path: string) => !['dist', 'node_modules'].includes(basename(path))
  for (const part of ['web', 'words', 'functions', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isSource })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const words = join(copy, 'words')
  for (const room of readdirSync(join(words, 'en'), { recursive: true, encoding: 'utf8' })) {
    if (!room.endsWith('.ts')) continue
    mkdirSync(dirname(join(words, folder, room)), { recursive: true })
    writeFileSync(join(words, folder, room), wordsOf(room))
  }
  const list = join(words, 'languages.ts')
  writeFileSync(list, readFileSync(list, 'utf8').replace(/(?=\n\] as const)/, `\n  ${line}`))
  return copy
}

/** The pages of that project, built. */
export class BracketPages {
  readonly #folder: string
  readonly #pages: ReturnType<typeof builtPages>

  private constructor(folder: string) {
    this.#folder = folder
    this.#pages = builtPages(join(folder, 'web/dist'))
  }

  static async build(): Promise<BracketPages> {
    const copy = withBrackets()
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    await run(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
      cwd: copy,
      env: { ...process.env, NODE_ENV: 'production' },
    })
    return new BracketPages(copy)
  }

  /** From now on whoever goes to a page of the system gets it from here. */
  async serveTo(context: BrowserContext): Promise<void> {
    await context.route(
      (url) => this.#pages(url.pathname) !== undefined,
      (route) => {
        const page = this.#pages(new URL(route.request().url()).pathname)
        if (page === undefined) return route.continue()
        return route.fulfill({ status: 200, headers: page.headers, body: Buffer.from(page.body) })
      },
    )
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What a reader of the page sees or hears that stands neither in brackets nor among the data: words that nobody can translate. */
export async function outsideBrackets(page: Page, data: string[]): Promise<string[]> {
  const said = await page.evaluate(saidOn)
  const known = data.filter((text) => text !== '').sort((a, b) => b.length - a.length)
  return [...new Set(said)].filter((text) => /\p{L}/u.test(withoutData(withoutBrackets(text), known)))
}

/** Runs in the page. What says of itself that it is of another language, as the switch does, is not meant. */
function saidOn(): string[] {
  const { lang } = document.documentElement
  const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'alt', 'title', 'placeholder']
  const said = [...document.querySelectorAll('body, body *')]
    .filter((element) => element.closest('[lang]')?.getAttribute('lang') === lang)
    .filter((element) => !element.closest('script, style, noscript, [hidden]'))
    .flatMap((element) => [
      ...[...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : [])),
      ...spoken.flatMap((name) => element.getAttribute(name) ?? []),
    ])
  return [document.title, ...said].map((text) => text.trim()).filter((text) => text !== '')
}

function withoutBrackets(text: string): string {
  let depth = 0
  let rest = ''
  for (const letter of text) {
    if (letter === '〔') depth += 1
    else if (letter === '〕') depth -= 1
    else if (depth === 0) rest += letter
  }
  return rest
}

/** Addresses, codes, digests, dates and what is the same in every language are data, too. */
const formats = [
  /https?:\/\/\S+/g,
  /\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\b/g,
  /\b[0-9a-f]{8,}…?/g,
  /\b\d{1,2} \w+ \d{4}|\b\w+ \d{1,2}, \d{4}|\bat\b(?= \d{1,2}:\d{2})/g,
  /\b(Esc|Enter|px)\b/g,
  /\$[\w.[\]']*/g,
]

const withoutData = (text: string, data: string[]): string => {
  const rest = formats.reduce((text, format) => text.replace(format, ' '), text)
  const uncut = data.reduce((text, known) => text.replaceAll(known, ' '), rest)
  return uncut.replace(/(\S+)…/g, (cut, begun: string) =>
    data.some((known) => known.startsWith(begun)) ? ' ' : cut,
  )
}
