export const words = {
  title: '本轮结果',
  first: (name: string) => `第一名：${name}`,
  sharedFirst: (names: string, count: number) => `${count} 个参评对象并列第一名：${names}`,
  points: (total: string) => `${total} 分`,
  plus: '＋',
  equals: '＝',
  turnout: (electorate: string, cast: number, eligible: number | null) =>
    eligible === null ? `${electorate} ${cast} 人` : `${electorate} ${cast}／${eligible} 人`,
  tookPart: '参加投票：',
}
