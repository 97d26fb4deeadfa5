export const words = {
  make: '生成分享图片',
  making: '正在生成图片…',
  failed: '图片没有生成，请再试一次。',
  title: '分享图片',
  tall: '竖版（朋友圈、微信群）',
  wide: '横版（公众号、网页）',
  save: '保存图片',
  send: '发送…',
  hint: '也可以长按图片保存。',
  noCode:
    '现在的地址只有这台电脑能打开，所以图片上没有二维码。用 npm start -- --host 或 --address 启动后再生成，就有。',
  close: '收起',
  official: '正式结果',
  scan: '扫码看完整结果，并可自行核验',
  checksum: (start: string) => `校验码 ${start}`,
  more: (count: number) => `另有 ${count} 个参评对象，见完整结果`,
  alt: (title: string) => `${title}的结果图片`,
}
