import { expect, test } from 'vitest'

const components = import.meta.glob<string>('../../web/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** A component shows what a state or a plain module has worked out; one that needs more lines than this works something out itself. */
const mostLines = 30

const importStatement = /^\s*import\b(?:[^'"]*?\bfrom\s*)?['"][^'"]*['"]\s*$/gm
const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm

/** Lines of a component's script besides imports, comments and empty ones. */
const linesIn = (component: string): number =>
  [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
    .flatMap(([, script = '']) => script.replace(comment, '').replace(importStatement, '').split('\n'))
    .filter((line) => line.trim() !== '').length

test('scripts of components are short', () => {
  expect(Object.keys(components).length).toBeGreaterThan(100)
  const long = Object.entries(components)
    .map(([path, component]) => ({ path, lines: linesIn(component) }))
    .filter(({ lines }) => lines > mostLines)
  expect(long).toEqual([])
})
