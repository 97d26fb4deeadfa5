export const words = {
  title: '成果',
  save: '下载成果包',
  saving: '正在整理…',
  hint: '一个压缩包：每轮的结果表格、签字表和分享图片，全部选票明细和操作记录，供存档和核验。',
  failed: '成果包没有整理完，请再试一次。',
  file: (contest: string) => `${contest}-成果包.zip`,
  proofFolder: '核验',
  tableFile: (round: string) => `${round}-结果和签字表.xlsx`,
  pictureFile: (round: string) => `${round}-分享图片.png`,
  readMeFile: '说明.txt',
  readMe: (title: string) =>
    [
      `${title} · 成果包`,
      '',
      '各轮的“结果和签字表”是 Excel 表格，签字表在最后一页；“分享图片”可以直接转发。',
      '“核验”文件夹是完整的证明材料：活动设置、操作记录、每轮的结果和选票明细。',
      '任何人可以用擂台程序核验：npm run -s verify -- 核验',
      '或者用独立的第二个程序：python3 examples/verify.py 核验',
      '',
    ].join('\r\n'),
}
