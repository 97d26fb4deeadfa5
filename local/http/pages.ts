import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { type Answer, answerOf, etagOf } from './answer.ts'

/** Finds a built page or one of its files by path. */
export type Pages = (pathname: string) => Answer | undefined

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

const aYear = 'public, max-age=31536000, immutable'
const revalidate = 'no-cache'

/**
 * Everything under the build's folder, read once: only what is there can be asked for. `/watch` and `/watch/` are
 * `watch/index.html`. Files in `assets/` carry a hash of their content in the name and never change.
 */
export const builtPages = (folder: string): Pages => {
  const files = new Map(filesUnder(folder).map((path) => [urlOf(folder, path), fileAnswer(path)]))
  return (pathname) => files.get(pathname) ?? files.get(`${pathname.replace(/\/$/, '')}/index.html`)
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry: Dirent) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const urlOf = (folder: string, path: string): string => `/${relative(folder, path).split(sep).join('/')}`

const fileAnswer = (path: string): Answer => {
  const body = readFileSync(path)
  const isHashed = path.includes(`${sep}assets${sep}`)
  return answerOf(
    200,
    {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': isHashed ? aYear : revalidate,
      etag: etagOf(body),
    },
    body,
  )
}
