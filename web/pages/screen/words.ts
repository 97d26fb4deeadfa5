import { catalogue } from '../../i18n/catalogue.ts'

export const zh = {
  page: '大屏',
  soon: '即将开始',
  number: (place: number) => `第 ${place} 位`,
  closesIn: '距截止',
  votingNow: '正在投票',
  nowOnStage: (name: string) => `台上：${name}`,
  closedTitle: '投票已截止',
  closedHint: '接下来封票核票，逐张清点选票。',
  sealingTitle: '封票中',
  sealingHint: '正在逐张清点选票。',
  sealedTitle: '已封票',
  sealedHint: '选票清点完毕，结果即将公布。',
  reveal: (round: string) => `${round} · 排名揭晓`,
  ranking: (round: string) => `${round} · 排名`,
  revealSoon: '即将揭晓',
  book: (digest: string) => `票册摘要 ${digest}`,
  pageOf: (page: number, of: number) => `${page} / ${of}`,
  first: (names: string, total: string) => `第一名 ${names} ${total}`,
  stopped: '画面暂停',
  frozen: (time: string) => `网络中断，画面停在 ${time}，正在重连`,
}

export const en: typeof zh = {
  page: 'Big screen',
  soon: 'Starting soon',
  number: (place) => `No. ${place}`,
  closesIn: 'Closes in',
  votingNow: 'Vote now',
  nowOnStage: (name) => `On stage: ${name}`,
  closedTitle: 'Voting has closed',
  closedHint: 'Next, every ballot is counted again for the seal.',
  sealingTitle: 'Sealing',
  sealingHint: 'Every ballot is being counted again.',
  sealedTitle: 'Sealed',
  sealedHint: 'All ballots are counted. The result comes next.',
  reveal: (round) => `${round} · The ranking`,
  ranking: (round) => `${round} · Ranking`,
  revealSoon: 'Coming up',
  book: (digest) => `Book ${digest}`,
  pageOf: (page, of) => `${page} / ${of}`,
  first: (names, total) => `First: ${names} ${total}`,
  stopped: 'Not live',
  frozen: (time) => `No network. Shown as of ${time}; reconnecting`,
}

export const screen = catalogue(zh, en)
