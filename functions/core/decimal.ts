/**
 * An exact number, `top / bottom` with `bottom` above zero. Fractions are not reduced: bottoms are powers of ten, times the
 * few counts that means were divided by, so they stay short.
 */
export type Exact = { readonly top: bigint; readonly bottom: bigint }

export const zero: Exact = { top: 0n, bottom: 1n }
export const hundred: Exact = { top: 100n, bottom: 1n }

const decimalText = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/**
 * The decimal that a number is written as: a JSON number stands for its shortest decimal text (0.1 is one tenth, 1e-7 one
 * ten-millionth), not for the binary float nearest to it. Throws RangeError for what is not a finite decimal.
 */
export function exact(value: number | string): Exact {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { top: BigInt(value), bottom: 1n }
  const parts = decimalText.exec(String(value))
  if (!parts) throw new RangeError(`not a finite decimal: ${value}`)

  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = BigInt(sign + whole + fraction)
  const places = fraction.length - Number(exponent)
  return places > 0 ? { top: digits, bottom: tenTo(places) } : { top: digits * tenTo(-places), bottom: 1n }
}

export function add(a: Exact, b: Exact): Exact {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom }
  if (a.bottom % b.bottom === 0n) return { top: a.top + b.top * (a.bottom / b.bottom), bottom: a.bottom }
  if (b.bottom % a.bottom === 0n) return add(b, a)
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }
}

export function sum(values: Iterable<Exact>): Exact {
  let total = zero
  for (const value of values) total = add(total, value)
  return total
}

export const subtract = (a: Exact, b: Exact): Exact => add(a, { top: -b.top, bottom: b.bottom })

export const multiply = (a: Exact, b: Exact): Exact => ({ top: a.top * b.top, bottom: a.bottom * b.bottom })

/** Throws RangeError when `b` is zero. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.top === 0n) throw new RangeError('division by zero')
  const sign = b.top < 0n ? -1n : 1n
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign }
}

/** Below zero when `a` is the smaller, above zero when it is the greater, 0 when both are the same number. */
export function compare(a: Exact, b: Exact): number {
  const left = a.top * b.bottom
  const right = b.top * a.bottom
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Whether `value` is a whole number of `unit`s. */
export const isMultiple = (value: Exact, unit: Exact): boolean =>
  (value.top * unit.bottom) % (value.bottom * unit.top) === 0n

/** Rounded to so many decimal places, half away from zero. */
export function round(value: Exact, places: number): Exact {
  const bottom = tenTo(places)
  const magnitude = value.top < 0n ? -value.top : value.top
  const units = (2n * magnitude * bottom + value.bottom) / (2n * value.bottom)
  return { top: value.top < 0n ? -units : units, bottom }
}

/** A figure as people read it: rounded, with exactly so many decimal places, never `-0.00`. */
export function figure(value: Exact, places: number): string {
  return decimal(round(value, places).top, places)
}

/** The shortest decimal text of a number whose bottom is a power of ten: `9.5`, `-0.25`, `100`. */
export function shortest({ top, bottom }: Exact): string {
  const text = decimal(top, String(bottom).length - 1)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function decimal(units: bigint, places: number): string {
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  if (places === 0) return sign + digits
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const tenTo = (places: number): bigint => 10n ** BigInt(places)
