/** 对整张选票的要求：限额、评完、回避。 */
export const words = {
  recused: '回避',
  recusedHint: '按本轮规则，您对标明“回避”的不作评议，不影响这张选票有效。',
  limitMost: (what: string, count: number, most: number) => `${what} ${count}/${most}`,
  limitLeast: (what: string, count: number, least: number) => `${what} ${count}，至少 ${least}`,
  totalsFrom: (least: number) => `${least} 分以上`,
  totalsBelow: (below: number) => `不足 ${below} 分`,
  totalsBetween: (least: number, below: number) => `${least} 分以上不足 ${below} 分`,
  notWhole: (n: number) => `还有 ${n} 个没有评，须全部评完`,
  allEqual: '不能全部评得一样',
  tooManyOf: (what: string, n: number) => `${what}多了 ${n} 个，请改评`,
  tooFewOf: (what: string, n: number) => `${what}还差 ${n} 个`,
}
