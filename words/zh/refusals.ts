import type { Refusal } from '#contract/refusals.ts'

/** 命令为什么不能执行，或者事情为什么不可能发生。 */
export const words: Record<Refusal, string> = {
  'round-open': '本轮正在投票。',
  'round-not-open': '本轮没有在投票。',
  'round-not-closed': '本轮投票尚未截止，请先结束投票。',
  'round-without-end': '本轮没有设定截止时间，不需要延长。',
  'round-not-opened': '本轮尚未开始投票。',
  'round-sealing': '本轮正在计票，请稍候。',
  'round-sealed': '本轮计票已经完毕。',
  'round-not-sealed': '本轮尚未计票，请先锁定计票。',
  'round-published': '本轮结果已经公布。',
  'round-ended': '本轮已经结束；要重新投票，请先将本轮作废。',
  'unknown-version': '没有这个编号的结果。',
  'quorum-missed': '投票人数未达到规定比例；确认后才能公布。',
  'result-discloses':
    '本轮无记名，但有的评议主体选票太少或完全一致，公布结果就等于公开每个人的选择；确认后才能公布。',
  'is-rehearsal': '这是彩排：它是从正式活动复制来的，不能自行建立、修改，也不能再为它开彩排。',
  'too-many-places': '要揭晓的名次多于参评对象。',
  'splits-tie': '并列的名次要一起揭晓。',
  'other-contestants': '参评对象与活动设置不符。',
  'document-in-use': '已经开过投票，活动设置不能再修改。',
  'answer-too-large':
    '内容超过一次能够传送的 6 MB。浏览器会自动压缩；用程序读取时，请加上 Accept-Encoding: gzip。',
  'speech-running': '发言计时还在进行，请先结束计时。',
  'speech-not-running': '没有正在进行的发言计时。',
  'speech-paused': '发言计时已经暂停。',
  'speech-not-paused': '发言计时没有暂停。',
  'not-on-stage': '台上是别人，请先请这位上台。',
  'log-without-contest': '操作记录要从建立活动开始。',
  'seal-not-requested': '没有人要求锁定计票。',
  'other-attempt': '当时进行的是另一次投票。',
  'end-in-past': '截止时间不能定在过去。',
  'window-in-past': '投票时段不能从过去开始。',
  'window-ends-early': '投票时段的截止早于开始。',
  'speech-differs': '发言的时长或发言人与此前的记录不符。',
}
