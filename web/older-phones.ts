import type { Plugin } from 'vite'

/** What the build does so that a phone of 2019 can vote too; `docs/pages.md` says which browsers that means. */

type Node = { type: string; start: number; end: number; name?: string }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Every node of a syntax tree with the one above it, in the order of the text. */
function* nodesIn(node: Node, parent?: Node): Generator<[Node, Node | undefined]> {
  yield [node, parent]
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* nodesIn(child, node)
}

const names = (nodes: [Node, Node | undefined][]): string[] => [
  ...new Set(nodes.flatMap(([{ name }]) => name ?? [])),
]

/**
 * Private fields (`#name`) become short properties (`$0`, `$1`, …). The types have already kept them private, and the usual way to
 * spell them out, a WeakMap for each, costs every phone kilobytes and time. The short names are counted by file, so a class that
 * extends another, perhaps of another file, keeps its long ones (`name$`).
 */
export const plainFields: Plugin = {
  name: 'plain-fields',
  enforce: 'post',
  apply: 'build',
  transform(code, id) {
    if (!/\.(svelte|ts|js|mjs)(\?|$)/.test(id) || !mayBePrivate.test(code)) return null
    const known = made.get(code) ?? withPlainFields(code, this.parse(code))
    made.set(code, known)
    return known === code ? null : { code: known, map: null }
  },
}

/** A private field is declared, called upon or asked for after one of these; a colour and an anchor stand in quotes. */
const mayBePrivate = /[\s.;{}(!*,]#[\w$]/

/** Each page is built by itself, from the same files for the most part: what was once made of a text is not made again. */
const made = new Map<string, string>()

function withPlainFields(code: string, tree: Node): string {
  const nodes = [...nodesIn(tree)]
  const found = nodes.filter(([{ type }]) => type === 'PrivateIdentifier')
  const extending = nodes.some(([node]) => 'superClass' in node && node.superClass !== null)
  const short = names(found)
  const propertyFor = (name = ''): string => (extending ? `${name}$` : `$${short.indexOf(name).toString(36)}`)
  let plain = ''
  let end = 0
  for (const [node, parent] of found.sort(([a], [b]) => a.start - b.start)) {
    const property = propertyFor(node.name)
    // `#name in object` asks for the property by its name.
    plain += code.slice(end, node.start) + (parent?.type === 'BinaryExpression' ? `'${property}'` : property)
    end = node.end
  }
  return plain + code.slice(end)
}

/** Pages of people who bring their own phone; `client` is the landing page. The others keep the selectors as they are written. */
const onPhones = ['client', 'watch', 'judge']

/**
 * Svelte scopes nested selectors with `:where()`, for which older browsers drop the whole rule. A plain class in its place counts
 * for more, so where two rules of one component meet, the one to win has to be the longer one.
 */
export const plainSelectors: Plugin = {
  name: 'plain-selectors',
  enforce: 'post',
  generateBundle(_, bundle) {
    if (!onPhones.includes(this.environment.name)) return
    for (const asset of Object.values(bundle)) {
      if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue
      asset.source = String(asset.source).replace(/:where\((\.svelte-[\w-]+)\)/g, '$1')
    }
  },
}
