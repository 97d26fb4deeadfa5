/** Words of a list that is too long to scroll through. */
export const words = {
  search: '搜索名称、单位或拼音首字母',
  searchShort: '名称、单位、首字母',
  onlyChosen: (n: number) => `已选 ${n}`,
  found: (n: number) => `找到 ${n} 个`,
  count: (n: number) => `${n} 个`,
  chosenHere: (n: number) => `已选 ${n}`,
  showMore: (n: number) => `再显示一些（还有 ${n} 个）`,
}
