/** What robots are called, and what their judges say. */
export const words = {
  name: (electorate: string, n: number) => `模拟${electorate} ${n}`,
  guest: (electorate: string, n: number) => `${electorate} ${n}`,
  strength: '彩排：思路清楚，数据翔实。',
  suggestion: '彩排：注意掌握时间。',
}
