/** Words of the way in: for whoever has no session yet, or no longer. */
export const words = {
  enterCode: '输入登录码',
  code: '登录码',
  enter: '进入',
  codeHint: '请打开您收到的个人链接，或扫描登录卡上的二维码，也可以在这里输入登录码。',
  codeRefused: '登录码无效',
  codeRefusedHint: '登录码可能输错，或已补发。请对照登录卡，或联系工作人员。',
  codesRefusedHint:
    '登录码不对，这个网络上输错的也太多了。请对照登录卡再输，正确的随时可以进入；或联系工作人员。',
  codeElsewhere: '登录码已在另一台设备上使用',
  codeElsewhereHint: '一个登录码只能用一台设备。请用原来的设备打开，或请工作人员补发登录码，再在这里输入。',
  sessionEnded: '登录已失效',
  sessionEndedHint: '登录码已补发，旧链接不再有效。请打开新的链接，或在这里输入新登录码；已填的内容会保留。',
  triedLink: (code: string) => `链接里的登录码是 ${code}`,
  goOnAs: (name: string) => `以 ${name} 的身份继续`,
}
