import { builtInFormats } from './number-format.ts'
import { deaf, walkXml } from './xml.ts'

/** The number formats of a workbook's styles, by the number of the style; undefined where numbers are shown as they are. */
export function formatsIn(xml: string | undefined): (string | undefined)[] {
  const own = new Map<number, string>()
  const formats: (string | undefined)[] = []
  let inCells = false
  walkXml(xml, {
    ...deaf,
    open: ({ name, attributes }) => {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes['numFmtId'] ?? 0)
      formats.push(own.get(id) ?? builtInFormats[id])
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}
