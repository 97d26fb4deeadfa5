/** A cell: text, a figure as it is to stand there, or nothing. */
export type Cell = { text: string } | { figure: string } | null

/** What a spreadsheet would take for the beginning of a formula. */
const formula = /^[=+\-@\t\r\n]/

/**
 * Text that a spreadsheet shows as it is: an apostrophe in front of what it would calculate. Blanks and full-width signs in front do not
 * help a formula past it.
 */
const harmless = (text: string): string =>
  formula.test(text) || formula.test(text.normalize('NFKC').trimStart()) ? `'${text}` : text

function written(cell: Cell): string {
  if (cell === null) return ''
  const content = 'figure' in cell ? cell.figure : harmless(cell.text)
  return /[",\r\n]/.test(content) ? `"${content.replace(/"/g, '""')}"` : content
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`

/** The same for a table that has no figures: ids and codes are text too. */
export const csvOfTexts = (rows: readonly (readonly string[])[]): string =>
  csvOf(rows.map((row) => row.map((text) => ({ text }))))
