/** 手机试扫登录卡上的地址：打得开，就回报组织台。 */
export const words = {
  page: '试扫',
  marks: { 'under way': '…', reached: '✓', 'same-device': '!', ended: '!', failed: '!' },
  'under way': { title: '正在回报组织台…', text: '请稍候，不要关闭这一页。' },
  reached: { title: '这台设备打得开', text: '组织台已经收到：登录卡上的地址可以用。这一页可以关了。' },
  'same-device': {
    title: '请换一台手机扫码',
    text: '这就是打开组织台的那台设备，试不出别人能不能打开。',
  },
  ended: { title: '这个二维码已经过期', text: '请在组织台的“试扫”里换一个二维码，再扫一次。' },
  failed: { title: '还没有报上', text: '页面打开了，但没有连上擂台。请检查手机的网络，再试一次。' },
}
