import { catalogue } from '../../../i18n/catalogue.ts'

export const zh = {
  title: '直播叠加层',
  hint: '在 OBS 等软件中把下面的地址加为浏览器源，开关立即生效。',
  open: '打开叠加层',
  parts: { name: '参评对象', countdown: '倒计时', tally: '进度' },
  order: '切换叠加层',
  shown: (parts: string) => `叠加层 · 显示 ${parts}`,
  hidden: '叠加层 · 全部隐藏',
}

export const en: typeof zh = {
  title: 'Stream overlay',
  hint: 'Add this address to OBS or another mixer as a browser source. The switches act at once.',
  open: 'Open the overlay',
  parts: { name: 'Contestant', countdown: 'Countdown', tally: 'Turnout' },
  order: 'switch the overlay',
  shown: (parts) => `Overlay · shows ${parts}`,
  hidden: 'Overlay · all hidden',
}

export const overlay = catalogue(zh, en)
