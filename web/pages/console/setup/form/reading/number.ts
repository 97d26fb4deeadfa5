import { chineseNumber, plain } from './plain.ts'

/** What a person has typed where a number belongs. `unclear`: it may be either of two, and nobody but that person knows which. */
export type NumberRead =
  | { kind: 'empty' }
  | { kind: 'number'; value: number }
  | { kind: 'unclear'; either: [string, string] }
  | { kind: 'unread' }

const unit = /(分钟|分|％|%|个|名|人|位|票|点|points?|pts?)\.?$/i

/** `４０`, `40分`, `8。5`, `十` … as a number. A comma is asked about: `8,5` may be 8.5 or 85, `1,000` a thousand or one. */
export function readNumber(typed: string): NumberRead {
  const text = plain(typed).trim().replace(unit, '').trim()
  if (text === '') return plain(typed).trim() === '' ? { kind: 'empty' } : { kind: 'unread' }
  if (/^\d+([,，]\d+)+$/.test(text))
    return {
      kind: 'unclear',
      either: [text.replace(/,(?!.*,)/, '.').replaceAll(',', ''), text.replaceAll(',', '')],
    }
  const sign = text.replace(/^[−–]/, '-').replace(/(\d)[。·](\d)/, '$1.$2')
  if (/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(sign)) return { kind: 'number', value: Number(sign) }
  const chinese = chineseNumber(text)
  return chinese === null ? { kind: 'unread' } : { kind: 'number', value: chinese }
}

/** The number that was read, or null. */
export function numberIn(typed: string): number | null {
  const read = readNumber(typed)
  return read.kind === 'number' ? read.value : null
}

const times =
  /^(?:(\d+(?:\.\d+)?)(?:小时|h))?(?:(\d+(?:\.\d+)?)(?:分钟|分|min|m|′|'))?(?:(\d+)(?:秒钟|秒|s|″|"))?$/i

/** A duration in whole seconds: `5` are minutes; `1分30秒`, `1:30`, `90秒`, `半小时` say what they are. */
export function readDuration(typed: string): NumberRead {
  const text = plain(typed)
    .replace(/\s+/g, '')
    .replace(/^半(个)?小时$/, '30')
    .replace('分半', '分30秒')
  const [, minutes, seconds] = /^(\d+):([0-5]\d)$/.exec(text) ?? []
  if (minutes !== undefined) return { kind: 'number', value: Number(minutes) * 60 + Number(seconds) }
  const [parts, hour = 0, minute = 0, second = 0] = times.exec(text) ?? []
  if (parts)
    return { kind: 'number', value: Math.round(Number(hour) * 3_600 + Number(minute) * 60) + Number(second) }
  const read = readNumber(text)
  return read.kind === 'number' ? { kind: 'number', value: Math.round(read.value * 60) } : read
}

/** How a duration is written so that it is read as the same: minutes, or minutes and seconds. */
export const writeDuration = (seconds: number): string =>
  seconds % 60 === 0
    ? String(seconds / 60)
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

const words: Record<string, string> = { 一半: '1/2', 半数: '1/2', half: '1/2' }

/** A share that has to be reached, or exceeded (`超过 1/2`, `过半数`, `over 50%`); '' for none, null for what is none. */
export function readQuorum(typed: string): { atLeast: string } | { over: string } | '' | null {
  const text = plain(typed).trim()
  if (/^(过半数?|超半数|(a )?majority)$/i.test(text)) return { over: '1/2' }
  const [, exceeded] = /^(?:超过|多于|高于|over|more than|above|>)\s*(.+)$/i.exec(text) ?? []
  const share = readShare(exceeded ?? text)
  if (share === null || (share === '' && exceeded === undefined)) return share === null ? null : ''
  return exceeded === undefined ? { atLeast: share } : { over: share }
}

/** A share as documents have it (`1/2`, `80%`), from what people write; '' for none, null for what is none. */
export function readShare(typed: string): string | null {
  const text = plain(typed).replace(/\s+/g, '')
  if (text === '') return ''
  const [, under, over] = /^(.+)分之(.+)$/.exec(text) ?? []
  if (under !== undefined && over !== undefined) {
    const [below, above] = [chineseNumber(under), chineseNumber(over)]
    if (under === '百') return /^\d+(\.\d+)?$/.test(over) ? `${over}%` : null
    return below === null || above === null ? null : `${above}/${below}`
  }
  const share = words[text.toLowerCase()] ?? text
  return /^(\d{1,3}(\.\d+)?%|\d{1,9}\/[1-9]\d{0,8})$/.test(share) ? share : null
}
