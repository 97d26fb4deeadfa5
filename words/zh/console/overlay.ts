export const words = {
  title: '直播字幕条',
  hint: '在 OBS 等软件中把下面的地址加为浏览器源，开关立即生效。',
  options:
    '地址后面可加：&show=name,tally 只显示其中几项（name、countdown、speech、marks、tally），&place=top 放在上方，&size=120 放大。',
  open: '打开字幕条',
  parts: {
    name: '参评对象',
    countdown: '倒计时',
    speech: '发言计时',
    marks: '评委亮分',
    tally: '进度与名次',
  },
  instruction: '切换字幕条',
  shown: (parts: string) => `字幕条 · 显示 ${parts}`,
  hidden: '字幕条 · 全部隐藏',
}
