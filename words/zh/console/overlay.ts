export const words = {
  title: '直播叠加层',
  hint: '在 OBS 等软件中把下面的地址加为浏览器源，开关立即生效。',
  options:
    '地址后面可加：&show=name,tally 只显示其中几项（name、countdown、tally），&place=top 放在上方，&size=120 放大。',
  open: '打开叠加层',
  parts: { name: '参评对象', countdown: '倒计时', tally: '进度与名次' },
  instruction: '切换叠加层',
  shown: (parts: string) => `叠加层 · 显示 ${parts}`,
  hidden: '叠加层 · 全部隐藏',
}
