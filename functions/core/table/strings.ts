import { walkXml } from './xml.ts'

/** The shared texts of a workbook. One may be in several pieces of different looks; the reading aids of Japanese (`rPh`) stand beside it. */
export function stringsIn(xml: string | undefined): string[] {
  const strings: string[] = []
  let string = ''
  let isAid = false
  let isText = false
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'si') string = ''
      if (name === 'rPh') isAid = true
      if (name === 't') isText = !isAid
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(string))
      if (name === 'rPh') isAid = false
      if (name === 't') isText = false
    },
    text: (text) => {
      if (isText) string += text
    },
  })
  return strings
}

/** Letters that XML cannot hold are written by their number. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, number: string) =>
    String.fromCharCode(Number.parseInt(number, 16)),
  )
