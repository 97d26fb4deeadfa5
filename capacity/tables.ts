/** A table in Markdown. */
export const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** A whole number with commas; what is above zero and below one is shown as such. */
export const whole = (value: number): string =>
  value > 0 && value < 1 ? '< 1' : Math.round(value).toLocaleString('en-US')

/** Up to one decimal. */
export const short = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 })

export const seconds = (value: number): string => `${value.toFixed(1)} s`

/** US dollars: cents below ten, whole ones above. */
export const dollars = (value: number): string =>
  value < 10 ? `$${value.toFixed(2)}` : `$${Math.round(value).toLocaleString('en-US')}`
