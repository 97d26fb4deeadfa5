/** Marks that stand between cells, those of spreadsheets first; the last three are what a Chinese keyboard types. */
const separators = ['\t', ',', ';', '|', '，', '；', '、']

const linesLookedAt = 20

/** The mark that parts most lines into equally many cells. A title above the table has none, and a list inside a cell is not in every line. */
export function separatorOf(text: string): string {
  const lines = firstLines(text)
  const [best = '\t'] = separators
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
