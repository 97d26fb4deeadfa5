export const words = {
  orGrade: '”或“',
  bands: (bands: string) => `得分再按所在的档折算：${bands}`,
  share: (grades: string, bands: string) =>
    `再按“${grades}”的占比（100 × 份数 ÷ 全部评价份数）所在的档折算：${bands}`,
  bandFrom: (from: number, points: number) => `${from} 及以上计 ${points} 分`,
  bandBetween: (from: number, to: number, points: number) => `${from} 以上不足 ${to} 计 ${points} 分`,
  bandBelow: (to: number, points: number) => `不足 ${to} 计 ${points} 分`,
  unless: (grades: string, atLeast: number, points: number) =>
    `“${grades}”的占比达到 ${atLeast} 的，不论在哪一档，都计 ${points} 分`,
  places: (points: string) =>
    `再按得分的名次折算，依次计 ${points} 分，其余 0 分；得分相同的平分所占名次的分值`,
  evenly: (full: number) =>
    `再按得分的名次折算：${full} × (N − 名次 + 1) ÷ N，N 是参评对象数；得分相同的平分所占名次的分值`,
  less: (full: number, less: number) =>
    `再按得分的名次折算：第 1 名计 ${full} 分，每低一名少 ${less}%，不低于 0；得分相同的平分所占名次的分值`,
}
