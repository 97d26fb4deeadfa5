import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stagePages } from '../../cdk/pages.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitai-pages-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('lays pages out under the paths that people type, apart from files that never change', () => {
  const built = join(folder, 'built')
  mkdirSync(join(built, 'watch'), { recursive: true })
  mkdirSync(join(built, 'assets'))
  writeFileSync(join(built, 'index.html'), 'home')
  writeFileSync(join(built, 'watch/index.html'), 'watch')
  writeFileSync(join(built, 'assets/watch-1a2b.js'), 'script')
  const staged = stagePages(built, join(folder, 'staged'))
  expect(readdirSync(staged.html).sort()).toEqual(['index.html', 'watch'])
  expect(readFileSync(join(staged.html, 'watch'), 'utf8')).toBe('watch')
  expect(readdirSync(staged.files, { recursive: true }).sort()).toEqual([
    'assets',
    'assets/watch-1a2b.js',
    'watch',
  ])
})

it('says what to do when there are no pages', () => {
  expect(() => stagePages(join(folder, 'none'), join(folder, 'staged'))).toThrow('run npm run build first')
})
