import type { Random } from '#core/random.ts'

/** The files of a bundle by name. */
export type Texts = ReadonlyMap<string, string>

/** What was done to a bundle: the files that changed (undefined: taken away), and a name for a failing test. */
export type Mutation = { what: string; changed: Map<string, string | undefined> }

/** Changes a bundle in one place as somebody might who wants another outcome, or as a bad disk might. Never leaves it as it was. */
export function mutate(texts: Texts, random: Random): Mutation {
  for (;;) {
    const kind = random.of(kinds)
    const mutation = kind(texts, random)
    if (mutation && [...mutation.changed].some(([file, text]) => text !== texts.get(file))) return mutation
  }
}

type Kind = (texts: Texts, random: Random) => Mutation | undefined

const characters = [...'0123456789abcdefxyzABC"{}[]:,.-_\\/']

const flip: Kind = (texts, random) =>
  inText('flip a character', texts, random, (text) => {
    const at = random.within(0, text.length - 1)
    return text.slice(0, at) + random.of(characters) + text.slice(at + 1)
  })

const insert: Kind = (texts, random) =>
  inText('insert a character', texts, random, (text) => {
    const at = random.within(0, text.length)
    return text.slice(0, at) + random.of(characters) + text.slice(at)
  })

const cut: Kind = (texts, random) =>
  inText('cut the file', texts, random, (text) => text.slice(0, random.within(0, text.length - 1)))

const takeAway: Kind = (texts, random) => {
  const file = random.of([...texts.keys()])
  return { what: `take ${file} away`, changed: new Map([[file, undefined]]) }
}

const dropFirst: Kind = (texts, random) =>
  inLines('drop the first lines', texts, random, (lines) => lines.slice(some(lines, random)))

const dropMiddle: Kind = (texts, random) =>
  inLines('drop lines in the middle', texts, random, (lines) =>
    lines.toSpliced(random.within(1, lines.length - 1), some(lines, random)),
  )

const dropLast: Kind = (texts, random) =>
  inLines('drop the last lines', texts, random, (lines) => lines.slice(0, -some(lines, random)))

const repeat: Kind = (texts, random) =>
  inLines('put a line in a second time', texts, random, (lines) =>
    lines.toSpliced(random.within(0, lines.length), 0, random.of(lines)),
  )

const reorder: Kind = (texts, random) =>
  inLines('swap two lines', texts, random, (lines) => {
    const [one, other] = [random.within(0, lines.length - 1), random.within(0, lines.length - 1)]
    return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '')
  })

const editNumber: Kind = (texts, random) =>
  inText('edit a figure', texts, random, (text) => {
    const numbers = [...text.matchAll(/\d+(\.\d+)?/g)]
    const { 0: number, index } = random.of(numbers)
    const changed = number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    return text.slice(0, index) + changed + text.slice(index + number.length)
  })

const exchange: Kind = (texts, random) => {
  const names = [...texts.keys()]
  const [one, other] = [random.of(names), random.of(names)]
  return {
    what: `exchange ${one} and ${other}`,
    changed: new Map([
      [one, texts.get(other)],
      [other, texts.get(one)],
    ]),
  }
}

const kinds = [
  flip,
  insert,
  cut,
  takeAway,
  dropFirst,
  dropMiddle,
  dropLast,
  repeat,
  reorder,
  editNumber,
  exchange,
]

const some = (lines: readonly string[], random: Random): number =>
  random.within(1, Math.max(1, lines.length - 1))

function inText(what: string, texts: Texts, random: Random, change: (text: string) => string): Mutation {
  const [file, text] = random.of([...texts])
  return { what: `${what} of ${file}`, changed: new Map([[file, change(text)]]) }
}

function inLines(
  what: string,
  texts: Texts,
  random: Random,
  change: (lines: string[]) => string[],
): Mutation | undefined {
  const [file, text] = random.of([...texts])
  const lines = text.replace(/\n$/, '').split('\n')
  if (lines.length < 2) return undefined
  return {
    what: `${what} of ${file}`,
    changed: new Map([
      [
        file,
        change(lines)
          .map((line) => `${line}\n`)
          .join(''),
      ],
    ]),
  }
}
