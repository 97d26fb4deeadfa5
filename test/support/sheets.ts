import { strToU8, zipSync } from 'fflate'

/** A sheet as it stands in a workbook: its rows in XML, and what is beside them. */
export type SheetXml = { name: string; state?: string; columns?: string; rows: string; merged?: string[] }

/** An XLSX workbook of hand-made sheets, whose cells may have a style: the number of one of `formats`, from 1. */
export function bookOf(
  sheets: readonly SheetXml[],
  { formats = [], properties = '' }: { formats?: string[]; properties?: string } = {},
): Uint8Array {
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook>${properties}<sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" ${state ? `state="${state}"` : ''} r:id="r${index}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, index) => `<Relationship Id="r${index}" Target="worksheets/s${index}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts>${formats
      .map(
        (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  }
  for (const [index, { columns = '', rows, merged = [] }] of sheets.entries())
    parts[`xl/worksheets/s${index}.xml`] =
      `<worksheet><cols>${columns}</cols><sheetData>${rows}</sheetData><mergeCells>${merged
        .map((range) => `<mergeCell ref="${range}"/>`)
        .join('')}</mergeCells></worksheet>`
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

/** Rows of texts, from the first on. `attributes` are those of a row, by its number. */
export const rowsOf = (
  rows: readonly (readonly string[])[],
  attributes: Record<number, string> = {},
): string =>
  rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}" ${attributes[index + 1] ?? ''}>${cells
          .map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`))
          .join('')}</row>`,
    )
    .join('')
