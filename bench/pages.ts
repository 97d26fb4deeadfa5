import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pagesFolder } from '#local/system/build-pages.ts'

/** Gzip bytes of a page's HTML and of what the HTML itself names; what scripts load later is not in it. */
export type PageSize = { page: string; html: number; js: number; css: number }

export const pageSizes = (): PageSize[] =>
  readdirSync(pagesFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === 'index.html')
    .toSorted()
    .map((path) => sizeOf(path))

const sizeOf = (path: string): PageSize => {
  const html = readFileSync(join(pagesFolder, path), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].flatMap(([, url]) => url ?? [])
  const bytesOf = (extension: string): number =>
    named
      .filter((url) => extname(url) === extension)
      .reduce((sum, url) => sum + gzipSync(readFileSync(join(pagesFolder, url))).length, 0)
  return {
    page: `/${path.replace(/\/?index\.html$/, '')}`,
    html: gzipSync(html).length,
    js: bytesOf('.js'),
    css: bytesOf('.css'),
  }
}
