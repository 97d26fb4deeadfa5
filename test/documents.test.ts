import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const documents = globSync('{*.md,docs/*.md,examples/**/*.md,local/**/*.md}')

/** What a document points to: links to files, and paths of this repository that stand as code. */
function targetsIn(document: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:)/.test(target))
    .map((target) => join(dirname(document), target))
  const paths = [...text.matchAll(/`((?:functions|web|local|cdk|test|words|docs|faults|bench)\/[^\s`]*)`/g)]
    .map(([, path = '']) => path.replace(/\/$/, ''))
    // `words/<language>` and the like are no names.
    .filter((path) => !path.includes('<'))
  return [...links, ...paths]
}

const isThere = (path: string): boolean => (/[*{]/.test(path) ? globSync(path).length > 0 : existsSync(path))

const missingIn = (document: string, text: string): string[] =>
  targetsIn(document, text).filter((target) => !isThere(target))

describe('documents', () => {
  it.each(documents)('%s points to what is there', (document) => {
    expect(missingIn(document, readFileSync(document, 'utf8'))).toEqual([])
  })

  it('that point to nothing are found', () => {
    const text =
      'See [the rules](rules.md) and [GitHub](https://github.com), `functions/core/nowhere.ts`, `docs/*.md`.'
    expect(missingIn('docs/planted.md', text)).toEqual(['docs/rules.md', 'functions/core/nowhere.ts'])
  })
})
