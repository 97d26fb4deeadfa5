export const words = {
  title: (name: string) => `评委亮分：${name}`,
  points: '得分',
  leftOut: '划去的最高分、最低分不计入平均分。',
  highest: '最高分，不计入',
  lowest: '最低分，不计入',
}
