/** Marks that stand between cells, those of spreadsheets first; the last three are what a Chinese keyboard types. */
const separators = ['\t', ',', ';', '|', '，', '；', '、']

const linesLookedAt = 20

/**
 * The mark that parts most lines into equally many cells; undefined where there is none. A title above the table has none, and a list inside
 * a cell is not in every line.
 */
export function separatorOf(text: string): string | undefined {
  const lines = firstLines(text)
  const [best] = separators
    .map((separator) => ({ separator, weight: weightOf(lines.map((line) => countIn(line, separator))) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ separator }) => separator)
  return best
}

function firstLines(text: string): string[] {
  const lines: string[] = []
  for (let start = 0; start < text.length && lines.length < linesLookedAt;) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end === -1 ? text.length : end)
    if (line.trim() !== '') lines.push(line)
    start = end === -1 ? text.length : end + 1
  }
  return lines
}

/** How often the mark stands in a line, outside of quotes. */
function countIn(line: string, separator: string): number {
  let [count, quoted] = [0, false]
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) count += 1
  }
  return count
}

/** In how many lines the mark stands as often as it does most of the time. */
function weightOf(counts: readonly number[]): number {
  const lines = new Map<number, number>()
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1)
  return Math.max(0, ...[...lines].map(([count, many]) => many * Math.min(count, 10)))
}

/** Blanks between cells: several, as they are typed to stand below each other, or else a single one. */
const gaps = [/[ \u00a0\u3000]{2,}/gu, /[ \u00a0\u3000]+/gu]

/**
 * A text whose cells only blanks keep apart, with tabs in their places; undefined where the lines are not all parted into equally many. Lines
 * above the table may have a single cell. Names of two characters are often written with a blank between: where that makes a line longer
 * than the others nothing is guessed.
 */
export function alignedBySpaces(text: string): string | undefined {
  const lines = text.split(/\r?\n|\r/)
  for (const gap of gaps) {
    const parted = lines.map((line) => line.replace(edges, '').replace(gap, '\t'))
    const counts = parted.filter((line) => line !== '').map((line) => line.split('\t').length)
    const first = counts.findIndex((count) => count > 1)
    const isEven = first !== -1 && counts.slice(first).every((count) => count === counts[first])
    if (isEven && counts.length - first > 1 && !parted.filter((line) => line.includes('\t')).every(isName))
      return parted.join('\n')
  }
  return undefined
}

/** 张 三: set as wide as a name of three. */
const isName = (line: string): boolean => /^\p{Script=Han}{1,2}\t\p{Script=Han}{1,2}$/u.test(line)

const edges = /^[ \u00a0\u3000]+|[ \u00a0\u3000]+$/gu
