/** Words and colours of a format, which are no part of a date. */
const asides = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi

/** Whether a format shows numbers as a date or a time. */
export function isDateFormat(format: string): boolean {
  const [section = ''] = format.replace(asides, '').split(';')
  return (
    !/general|通用/i.test(section) &&
    /[ymdhs]|a{3}/i.test(section) &&
    !/[0#?]/.test(section.replace(/s\.0+/gi, ''))
  )
}

const dayMs = 86_400_000
/** Day 0 of a spreadsheet; day 60 of the calendar from 1900 never was. */
const day0 = Date.UTC(1899, 11, 30)
const daysTo1904 = 1_462
const dayThatNeverWas = 60
const lastDay = 2_958_465

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = '日一二三四五六'

/** A date or time as the spreadsheet shows it; undefined for days that no calendar has and formats that are not understood. */
export function shownDate(serial: number, format: string, from1904: boolean): string | undefined {
  if (serial < 0 || serial > lastDay) return undefined
  const days = from1904 ? serial + daysTo1904 : serial < dayThatNeverWas ? serial + 1 : serial
  const date = new Date(day0 + Math.round((days * dayMs) / 1000) * 1000)
  const [section = ''] = format.split(';')
  const tokens = tokensOf(section)
  const half = tokens.some((token) => /^(AM\/PM|上午\/下午)$/i.test(token))
  const said = tokens.map((token, index) => {
    if (!/^([ymdhs]+|a{3,4}|AM\/PM|上午\/下午|\[[hms]+\])$/i.test(token)) return literalOf(token)
    return partOf(token.toLowerCase(), { date, serial, half, isMinute: isMinute(tokens, index) })
  })
  return said.includes(undefined) ? undefined : said.join('').trim()
}

const tokensOf = (section: string): string[] =>
  section.match(
    /"[^"]*"|\\.|_.|\*.|\[[hms]+\]|\[[^\]]*\]|AM\/PM|上午\/下午|y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|./giu,
  ) ?? []

function literalOf(token: string): string | undefined {
  if (/^s+\.0+$/i.test(token)) return undefined
  if (token.startsWith('"')) return token.slice(1, -1)
  if (token.startsWith('\\')) return token.slice(1)
  if (/^[[_*]/.test(token)) return token.startsWith('[DBNum') ? undefined : ''
  return token === '@' ? undefined : token
}

/** An `m` beside hours or seconds means minutes. */
function isMinute(tokens: readonly string[], index: number): boolean {
  const around = (step: number): string => {
    for (let place = index + step; place >= 0 && place < tokens.length; place += step) {
      const token = tokens[place] ?? ''
      if (/^\[?[ymdhsa]+\]?$/i.test(token)) return token.toLowerCase()
    }
    return ''
  }
  return /h/.test(around(-1)) || /s/.test(around(1))
}

type At = { date: Date; serial: number; half: boolean; isMinute: boolean }

function partOf(token: string, { date, serial, half, isMinute }: At): string | undefined {
  const two = (value: number) => String(value).padStart(token.length === 1 ? 1 : 2, '0')
  if (token.startsWith('y')) return String(date.getUTCFullYear()).slice(token.length <= 2 ? -2 : 0)
  if (token.startsWith('m') && isMinute) return two(date.getUTCMinutes())
  if (token.startsWith('m'))
    return token.length > 2 ? months[date.getUTCMonth()] : two(date.getUTCMonth() + 1)
  if (token.startsWith('d')) return token.length > 2 ? undefined : two(date.getUTCDate())
  if (token.startsWith('h')) return two(half ? date.getUTCHours() % 12 || 12 : date.getUTCHours())
  if (token.startsWith('s')) return two(date.getUTCSeconds())
  if (token === 'am/pm') return date.getUTCHours() < 12 ? 'AM' : 'PM'
  if (token === '上午/下午') return date.getUTCHours() < 12 ? '上午' : '下午'
  if (token.startsWith('[h')) return String(Math.floor(serial * 24))
  if (token.startsWith('a')) return (token === 'aaaa' ? '星期' : '') + weekdays.charAt(date.getUTCDay())
  return undefined
}
