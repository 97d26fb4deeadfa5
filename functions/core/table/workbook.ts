import { strFromU8, unzipSync } from 'fflate'
import { wrong } from '#core/faults.ts'
import { limits, tooBig, tooManyCells } from './limits.ts'
import { formatsIn } from './formats.ts'
import { rowsIn } from './sheet.ts'
import { stringsIn } from './strings.ts'
import { type Sheet, UnreadableTable } from './table.ts'
import { deaf, walkXml } from './xml.ts'

/**
 * The sheets of an XLSX workbook in the order of their tabs, hidden ones too. Throws when it is none, is locked with a password, or holds
 * too much.
 */
export function readWorkbook(bytes: Uint8Array): Sheet[] {
  const parts = partsOf(bytes)
  if (parts('xl/workbook.bin') !== undefined) throw new UnreadableTable(wrong('old-excel'))
  const { tabs, from1904 } = tabsIn(parts('xl/workbook.xml'))
  const targets = targetsIn(parts('xl/_rels/workbook.xml.rels'))
  // All that is needed is unpacked first: what is too much is refused before any of it is read.
  const [texts, styles] = [parts('xl/sharedStrings.xml'), parts('xl/styles.xml')]
  const found = tabs.map((tab) => ({ ...tab, xml: parts(targets.get(tab.id) ?? 'xl/worksheets/sheet1.xml') }))
  const book = { strings: stringsIn(texts), formats: formatsIn(styles), from1904 }
  const sheets = found.flatMap(({ name, hidden, xml }): Sheet[] =>
    xml === undefined ? [] : [{ name, hidden, ...rowsIn(xml, book) }],
  )
  if (sheets.length === 0) throw new Error('the workbook has no sheet')
  return sheets
}

type Parts = (path: string) => string | undefined

/** Unpacks one part at a time, and all of them together no further than the limit: the table of contents says how large each becomes. */
function partsOf(bytes: Uint8Array): Parts {
  let unpacked = 0
  return (path) => {
    const { [path]: part } = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== path) return false
        unpacked += originalSize
        if (unpacked > limits.unpackedBytes) throw tooBig()
        return true
      },
    })
    return part && strFromU8(part)
  }
}

type Tab = { name: string; hidden: boolean; id: string }

/** A workbook without a list of its sheets has one. */
function tabsIn(xml: string | undefined): { tabs: Tab[]; from1904: boolean } {
  const tabs: Tab[] = []
  let from1904 = false
  walkXml(xml, {
    ...deaf,
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      if (tabs.length >= limits.sheets) throw tooManyCells()
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      tabs.push({ name: attributes['name'] ?? '', hidden, id })
    },
  })
  return { tabs: tabs.length === 0 ? [{ name: '', hidden: false, id: '' }] : tabs, from1904 }
}

/** Where each sheet lies, by the id that the list of sheets names. */
function targetsIn(xml: string | undefined): Map<string, string> {
  const targets = new Map<string, string>()
  walkXml(xml, {
    ...deaf,
    open: ({ name, attributes: { Id = '', Target = '' } }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}
