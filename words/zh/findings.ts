import type { Phrases } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { FindingCode, Named, ValueParams } from '#core/verify/findings.ts'

/** 核验时发现的不符。 */
const codes: Record<FindingCode, string> = {
  'missing-file': '缺少这个文件',
  'unlisted-file': 'SHA256SUMS 没有列出这个文件',
  'wrong-bytes': '与 SHA256SUMS 列出的不是同一个文件',
  'not-utf8': '不是 UTF-8 文本',
  'not-json': '不是 JSON',
  'too-deep': '嵌套层次太深，不是这样的文件',
  'repeated-member': '同一个字段写了两次',
  'not-a-line': '不是校验码加文件名',
  'empty-line': '空行',
  'unended-line': '最后一行没有结束，像是被截断了',
  'wrong-shape': '格式不对',
  'document-rule': '违反活动规则的要求',
  'document-not-in-log': '与操作记录里登记的规则不是同一份',
  'empty-log': '操作记录是空的',
  'event-number': '编号不对',
  'event-prev': '与上一条接不上',
  'event-hash': '被改动过：校验码与内容不符',
  'event-time': '时间早于上一条',
  'event-misfit': '此时不可能发生这件事',
  'not-canonical': '写法不规范，或多了不该有的内容',
  'ballot-rule': '选票的填法不合规则',
  'not-sorted': '没有按编号排列',
  'repeated-id': '与上一张选票编号相同',
  'repeated-voter': '这位投票人前面已经有一张选票',
  'voter-missing': '记名投票却没有投票人',
  'voter-named': '无记名投票却写了投票人',
  'book-digest': '选票明细的校验码与结果里的不同',
  'book-length': '选票明细的张数与结果里的不同',
  'unknown-round': '规则里没有这一轮',
  'wrong-folder': '不是这一轮的结果',
  'wrong-figure': '与清点出来的不同',
  'result-digest': '校验码与结果内容不符',
  'more-than-eligible': '选票比有权投票的人多',
  'sealed-too-early': '投票没有截止就锁定了计票',
  'not-in-log': '操作记录里没有这次计票',
  'wrong-seal': '操作记录里的计票与结果不一致',
  'other-exclusions': '不计入的选票与复核过的不同',
  superseded: '操作记录表明这个结果已经作废',
  'not-published': '操作记录里没有公布这个结果',
  'missing-result': '操作记录里锁定过计票，这里却没有结果',
  'shorter-history': '操作记录比从前的少',
  'other-history': '与从前的操作记录不同',
  'other-result': '与从前的结果不同',
}

/** 数值前后要加的话。 */
const values: Phrases<ValueParams> = {
  after: ({ id }) => `排在 ${id} 之后`,
  'not-before': ({ at }) => `不早于 ${at}`,
  between: ({ from, to }) => `${from} 到 ${to} 之间`,
  'at-most': ({ count }) => `至多 ${count}`,
  lines: ({ count }) => `${count} 行`,
  events: ({ count }) => `${count} 条`,
  'at-least-events': ({ count }) => `至少 ${count} 条`,
}

/** 哪一轮，或哪一轮的哪个结果。 */
const named = ({ round, attempt, version }: Named): string =>
  [
    `轮次 ${round}`,
    ...(attempt === undefined ? [] : [`第 ${attempt} 次投票`]),
    ...(version === undefined ? [] : [`结果 ${version}`]),
  ].join('，')

/** 操作记录里的事为什么不可能发生。 */
const misfits: Partial<Record<Refusal, string | ((round: string) => string)>> = {
  'other-words': '更正前的文字与活动设置不符',
  'log-without-contest': '操作记录要从建立活动开始',
  'document-in-use': '开过投票之后，活动规则不能再换',
  'round-ended': (round) => `轮次 ${round} 已经开放过`,
  'round-not-opened': (round) => `轮次 ${round} 没有开放过`,
  'round-not-open': (round) => `轮次 ${round} 当时没有开放`,
  'round-open': (round) => `轮次 ${round} 当时正在投票`,
  'round-not-closed': (round) => `轮次 ${round} 当时正在投票`,
  'end-in-past': '截止时间不能定在过去',
  'round-sealed': (round) => `轮次 ${round} 已经计票完毕`,
  'round-sealing': (round) => `轮次 ${round} 正在计票`,
  'round-not-sealed': (round) => `轮次 ${round} 没有计票`,
  'seal-not-requested': (round) => `没有人要求锁定轮次 ${round} 的计票`,
  'unknown-version': (round) => `轮次 ${round} 没有这个编号的结果`,
  'nobody-ranked': (round) => `轮次 ${round} 没有选票，也没有人确认`,
  'panel-unfilled': (round) => `轮次 ${round} 有评议主体没有有效选票，也没有人确认`,
  'quorum-missed': '投票人数没有达到要求，也没有人确认',
  'result-discloses': '无记名投票的结果会透露谁投了什么，也没有人确认',
  'other-attempt': (round) => `轮次 ${round} 当时进行的是另一次投票`,
  'window-in-past': '投票时段不能从过去开始',
  'window-ends-early': '投票时段的截止早于开始',
  'speech-running': '当时别人的发言计时还在进行',
  'speech-not-running': '当时没有发言计时',
  'speech-paused': '当时发言计时已经暂停',
  'speech-not-paused': '当时发言计时没有暂停',
  'not-on-stage': '当时台上是别人',
  'needs-approval': (round) => `轮次 ${round} 已经计票，作废却没有经过提议和复核`,
  'same-person': '提议和复核是同一个人',
  'proposal-stale': (round) => `轮次 ${round} 此前有了变化，提议已不适用`,
  'proposal-differs': '没有这项提议，或与提议时的记录不符',
  'nothing-changes': '此时已经是这样，没有可改的',
  'beyond-maximum': '超出活动设置对加减分的规定',
  'tie-undecided': '入围名额定得不对',
  'receipt-key-late': '回执签名密钥只能生成一次，且须在首个环节开放之前',
  'speech-differs': '发言的时长或发言人与此前的记录不符',
}

export const words = { codes, values, named, misfits }
