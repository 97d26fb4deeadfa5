import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type StagedPages = {
  /** HTML under the paths that people type: `watch`, not `watch/index.html`. Nobody but the store's content type says what they are. */
  html: string
  /** Everything else, with hashes in the names. */
  files: string
}

/**
 * Lays the built pages out as they are to be found behind the CDN, so that no function has to rewrite paths there: `/watch` is an
 * object of that name.
 *
 * @param built what `npm run build` made; throws when it is not there
 * @param into folder that is made anew
 */
export function stagePages(built: string, into: string): StagedPages {
  if (!existsSync(join(built, 'index.html'))) throw new Error(`no pages in ${built}: run npm run build first`)
  rmSync(into, { recursive: true, force: true })
  const staged = { html: join(into, 'html'), files: join(into, 'files') }
  mkdirSync(staged.html, { recursive: true })
  cpSync(built, staged.files, { recursive: true, filter: (path) => !path.endsWith('.html') })
  cpSync(join(built, 'index.html'), join(staged.html, 'index.html'))
  for (const page of readdirSync(built, { withFileTypes: true })) {
    const document = join(built, page.name, 'index.html')
    if (page.isDirectory() && existsSync(document)) cpSync(document, join(staged.html, page.name))
  }
  return staged
}
