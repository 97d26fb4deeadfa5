import { catalogue } from '../../../i18n/catalogue.ts'

export const zh = {
  title: '核验',
  about: '在您自己的浏览器里，按同一套规则把公布的票册逐张重新清点，并核对摘要。不依赖主办方。',
  begin: '开始核验',
  again: '再核一次',
  working: (lines: number, of: number) => `正在清点：${lines} / ${of} 张`,
  failed: '暂时读不到公布的数据，请稍后再核。',

  agrees: '核验一致',
  agreesHint: (ballots: number) => `${ballots} 张选票重新清点，所有得分和名次与公布的一字不差。`,
  differs: (count: number) => `发现 ${count} 处不符`,
  differsHint: '请截图保存本页，连同下载的票册交给监票人或上级核实。',
  ok: '一致',
  wrong: '不符',
  unchecked: '未核',

  steps: {
    rules: '赛事规则完整有效',
    digest: '结果与它的摘要相符',
    book: '票册的张数、摘要、次序与每张选票的填法都合规，没有人出现两次',
    count: '按规则重新清点，每个得分、名次、入围和投票人数都相同',
    log: '操作记录首尾相连，未被改动；封票与公布和它一致',
  },
  noLog: '公开数据里没有操作记录，所以这一项没有核。手里有成果包的，可以选择其中的 log.ndjson 一起核验。',
  withLog: (events: number) => `操作记录 ${events} 条`,
  addLog: '选择 log.ndjson 一起核验',
  moreFindings: (count: number) => `另有 ${count} 处，未逐条列出。`,

  files: {
    'contest.json': '赛事规则',
    'result.json': '结果',
    'book.ndjson': '票册',
    'log.ndjson': '操作记录',
  } as { [file: string]: string },
  figures: {
    contestant: '这一位次',
    rank: '名次',
    tied: '并列',
    total: '总分',
    inCut: '入围',
    points: '得分',
    part: '计入',
    votes: '票数',
    marks: '评分份数',
  } as { [field: string]: string },
  line: (file: string, line: number) => `${file}第 ${line} 行`,
  expected: (value: string) => `应为 ${value}`,
  found: (value: string) => `实为 ${value}`,

  receipt: '查自己的回执',
  receiptHint:
    '输入或粘贴投票后显示的回执号，看您的选票是否在票册里、内容对不对。只在本机查找，不会发送出去。',
  receiptLabel: '回执号',
  search: '查找',
  searching: (lines: number) => `正在查找：${lines} 张`,
  isThere: '在票册里，已计入结果',
  isThereHint: '这张选票的内容如下：',
  isMissing: '票册里没有这个回执',
  isMissingHint:
    '请核对：是不是这一轮的回执？有没有输错？如果改过票，回执不变。若都无误，请带着回执截图联系监票人。',
}

export const en: typeof zh = {
  title: 'Check',
  about:
    'Your own browser counts every published ballot again by the same rules and compares the digests. It relies on no organiser.',
  begin: 'Check it now',
  again: 'Check again',
  working: (lines, of) => `Counting: ${lines} of ${of} ballots`,
  failed: 'What is published cannot be read at the moment. Check again later.',

  agrees: 'Everything fits',
  agreesHint: (ballots) =>
    `${ballots} ballots were counted again; every point and rank is the published one.`,
  differs: (count) => (count === 1 ? 'One difference' : `${count} differences`),
  differsHint: 'Keep a picture of this page and take it, with the book, to the scrutineers.',
  ok: 'Fits',
  wrong: 'Differs',
  unchecked: 'Not checked',

  steps: {
    rules: 'The rules of the contest are whole and valid',
    digest: 'The result fits its digest',
    book: 'The book’s length, digest and order are right, every ballot keeps the rules and nobody is in it twice',
    count: 'Counted again by the rules, every point, rank, cut and turnout is the same',
    log: 'The log is one unbroken chain; the seal and the publication are in it',
  },
  noLog:
    'The log is not public, so this was not checked. If you hold a bundle, choose its log.ndjson to check that too.',
  withLog: (events) => `${events} events`,
  addLog: 'Check with a log.ndjson',
  moreFindings: (count) => `${count} more are not listed.`,

  files: {
    'contest.json': 'Rules',
    'result.json': 'Result',
    'book.ndjson': 'Book',
    'log.ndjson': 'Log',
  },
  figures: {
    contestant: 'at this place',
    rank: 'rank',
    tied: 'tied',
    total: 'total',
    inCut: 'in the cut',
    points: 'points',
    part: 'part of the total',
    votes: 'votes',
    marks: 'marks',
  },
  line: (file, line) => `${file}, line ${line}`,
  expected: (value) => `expected ${value}`,
  found: (value) => `found ${value}`,

  receipt: 'Look up your receipt',
  receiptHint:
    'Type or paste the receipt that you got for your vote and see whether your ballot is in the book as you cast it. It is looked for on this device and sent nowhere.',
  receiptLabel: 'Receipt',
  search: 'Find it',
  searching: (lines) => `Looking through ${lines} ballots`,
  isThere: 'It is in the book and counted',
  isThereHint: 'The ballot says:',
  isMissing: 'The book has no such receipt',
  isMissingHint:
    'Is it of this round? Is it mistyped? A changed ballot keeps its receipt. If all that is right, show your receipt to the scrutineers.',
}

export const check = catalogue(zh, en)
