/**
 * Full-width letters, digits and signs as a Chinese keyboard gives them (`４０（％）：`) in their plain form; every space is one. The length
 * stays, so that a place in one is the same place in the other.
 */
export const plain = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\u2002-\u200A]/g, ' ')

const digits = '零一二三四五六七八九'

/** 一 to 九十九 as a number; null for anything else. */
export function chineseNumber(text: string): number | null {
  const [, tens, ten, ones] =
    /^([二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text.replace('两', '二')) ?? []
  if (ten === undefined) {
    const only = text.length === 1 ? digits.indexOf(text.replace('两', '二')) : -1
    return only > 0 ? only : null
  }
  return (
    (tens === undefined ? 1 : digits.indexOf(tens)) * 10 + (ones === undefined ? 0 : digits.indexOf(ones))
  )
}
