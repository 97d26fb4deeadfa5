/** Why the state of a contest refuses a command: a stable name, and a sentence for the person who gave it. */
export const refusals = {
  'round-open': { zh: '本轮正在投票。', en: 'This round is open.' },
  'round-not-open': { zh: '本轮没有在投票。', en: 'This round is not open.' },
  'round-not-closed': {
    zh: '本轮投票尚未截止，请先结束投票。',
    en: 'This round has not closed yet; close it first.',
  },
  'round-without-end': {
    zh: '本轮没有设定截止时间，不需要延长。',
    en: 'This round has no end set, so there is nothing to extend.',
  },
  'round-not-opened': { zh: '本轮尚未开始投票。', en: 'This round has not been opened.' },
  'round-sealing': { zh: '本轮正在封票，请稍候。', en: 'This round is being sealed; wait a moment.' },
  'round-sealed': { zh: '本轮已经封票。', en: 'This round is already sealed.' },
  'round-not-sealed': { zh: '本轮尚未封票，请先封票。', en: 'This round is not sealed yet; seal it first.' },
  'round-published': { zh: '本轮结果已经公布。', en: 'The result of this round is already published.' },
  'round-ended': {
    zh: '本轮已经结束；要重新投票，请先将本轮作废。',
    en: 'This round has ended; void it first if it must be voted again.',
  },
  'unknown-version': { zh: '没有这个编号的结果。', en: 'There is no result with this version.' },
  'quorum-missed': {
    zh: '投票人数未达到规定比例；确认后才能公布。',
    en: 'The turnout is below the quorum; publishing needs an explicit confirmation.',
  },
  'result-discloses': {
    zh: '本轮无记名，但有板块的选票太少或完全一致，公布结果就等于公开每个人的选择；确认后才能公布。',
    en: 'This round is secret, but a panel has hardly any ballots or all of them are the same: the result would tell how everyone voted. Publishing needs an explicit confirmation.',
  },
  'is-rehearsal': {
    zh: '这是彩排：它是从正式赛事复制来的，不能自行建立、修改，也不能再为它开彩排。',
    en: 'This is a rehearsal: it is copied from a real contest, cannot be created or changed by hand, and has no rehearsal of its own.',
  },
  'too-many-places': {
    zh: '要揭晓的名次多于参评对象。',
    en: 'More places to reveal than there are contestants.',
  },
  'splits-tie': {
    zh: '并列的名次要一起揭晓。',
    en: 'Contestants who share a rank are revealed together.',
  },
  'seal-not-requested': { zh: '没有人要求封票。', en: 'Nobody asked for the seal.' },
  'other-attempt': { zh: '当时进行的是另一次投票。', en: 'Another attempt was running.' },
  'other-contestants': {
    zh: '参评对象与赛事文件不符。',
    en: 'The contestants are not those of the document.',
  },
  'end-in-past': { zh: '截止时间不能定在过去。', en: 'An end is set ahead, not in the past.' },
  'window-in-past': { zh: '投票时段不能从过去开始。', en: 'A window does not open in the past.' },
  'window-ends-early': { zh: '投票时段的截止早于开始。', en: 'The window closes before it opens.' },
  'log-without-contest': {
    zh: '操作记录要从建立赛事开始。',
    en: 'A log begins with the definition of the contest.',
  },
  'document-in-use': {
    zh: '已经开过投票，赛事文件不能再修改。',
    en: 'Voting has begun, so the contest document can no longer be replaced.',
  },
  'answer-too-large': {
    zh: '内容超过一次能够传送的 6 MB。浏览器会自动压缩；用程序读取时，请加上 Accept-Encoding: gzip。',
    en: 'This is more than the 6 MB that one answer may have. Browsers ask for it compressed by themselves; a program should send Accept-Encoding: gzip.',
  },
} as const

export type Refusal = keyof typeof refusals
