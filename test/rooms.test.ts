import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Folders whose subfolders are rooms of their own; a file that lies loose in one is a room by itself. */
const houses = ['functions']
/** The README's map, without the tests and the examples. */
const tops = readdirSync('.', { withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && !/^(\.|node_modules|test$|examples$|docs$|cdk\.out)/.test(entry.name),
  )
  .map(({ name }) => name)

type Imports = { from: string; to: string }[]

/** Which file imports which, types included; packages are left out. */
function importsIn(folders: readonly string[]): Imports {
  return folders.flatMap(filesIn).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import) *\(? *'([#.][^']+)'/g)].flatMap(
      ([, path = '']) => {
        const to = targetOf(file, path)
        return to === undefined ? [] : [{ from: file, to }]
      },
    ),
  )
}

const short = Object.entries(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> }).imports,
).map(([name, path]) => [name.replace('*', ''), path.replace('*', '')] as const)

function targetOf(file: string, path: string): string | undefined {
  if (path.startsWith('.')) return relative('.', resolve(dirname(file), path))
  const found = short.find(([name]) => path.startsWith(name))
  return found && relative('.', join(found[1], path.slice(found[0].length)))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : filesIn(path)
    return /\.(ts|svelte)$/.test(entry.name) ? [path] : []
  })
}

function roomOf(file: string): string {
  const [top = '', inner = ''] = file.split('/')
  return houses.includes(top) ? `${top}/${inner}` : top
}

/** Rooms that reach themselves again by following imports, each circle once, as `a → b → a`. */
function circlesIn(imports: Imports): string[] {
  const reached = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [room, other] = [roomOf(from), roomOf(to)]
    if (room !== other) reached.set(room, (reached.get(room) ?? new Set()).add(other))
  }
  const circles = new Map<string, string>()
  const follow = (way: string[]): void => {
    for (const next of reached.get(way.at(-1) ?? '') ?? []) {
      const start = way.indexOf(next)
      if (start === -1) follow([...way, next])
      else {
        const circle = way.slice(start)
        const name = circle.toSorted().join()
        if (!circles.has(name)) circles.set(name, [...circle, next].join(' → '))
      }
    }
  }
  for (const room of [...reached.keys()].toSorted()) follow([room])
  return [...circles.values()]
}

describe('rooms', () => {
  const imports = importsIn(tops)

  it('do not import each other, not even by way of a third', () => {
    expect(circlesIn(imports)).toEqual([])
  })

  it.each([
    ['of two', [{ from: 'functions/store/keys.ts', to: 'functions/services/live.ts' }]],
    ['of a page and the functions', [{ from: 'functions/core/round.ts', to: 'web/state/rounds.ts' }]],
  ])('show a planted circle %s', (_, planted) => {
    expect(circlesIn([...imports, ...planted])).not.toEqual([])
  })
})
