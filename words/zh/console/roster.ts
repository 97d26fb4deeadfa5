/** The titles of a roster's columns, and who is on a sample of one. */
export const words = {
  id: '编号',
  electorate: '评议主体',
  name: '姓名',
  unit: '单位',
  excused: '请假',
  recuse: '回避',
  shadow: '观摩',
  code: '登录码',
  link: '链接',
  somebody: '王明',
  somebodyElse: '李红',
}
