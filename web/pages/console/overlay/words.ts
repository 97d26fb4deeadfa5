import { catalogue } from '../../../i18n/catalogue.ts'

export const zh = {
  title: '直播叠加层',
  hint: '在 OBS 等软件中把下面的地址加为浏览器源，开关立即生效。',
  options:
    '地址后面可加：&show=name,tally 只显示其中几项（name、countdown、tally），&place=top 放在上方，&size=120 放大。',
  open: '打开叠加层',
  parts: { name: '参评对象', countdown: '倒计时', tally: '进度与名次' },
  order: '切换叠加层',
  shown: (parts: string) => `叠加层 · 显示 ${parts}`,
  hidden: '叠加层 · 全部隐藏',
}

export const en: typeof zh = {
  title: 'Stream overlay',
  hint: 'Add this address to OBS or another mixer as a browser source. The switches act at once.',
  options:
    'The address may end in &show=name,tally for some parts only (name, countdown, tally), &place=top, &size=120.',
  open: 'Open the overlay',
  parts: { name: 'Contestant', countdown: 'Countdown', tally: 'Turnout and ranking' },
  order: 'switch the overlay',
  shown: (parts) => `Overlay · shows ${parts}`,
  hidden: 'Overlay · all hidden',
}

export const overlay = catalogue(zh, en)
