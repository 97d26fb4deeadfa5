import { language } from './language.svelte.ts'

/** What a rule of documents, ballots or logs has to say, in the reader's language. The rules speak English; a sentence that is not known stays as it is. */
export const sayRule = (message: string): string => {
  if (language.current === 'en') return message
  for (const [form, say] of sentences) {
    const match = form.exec(message)
    if (match !== null) return say(...match.slice(1))
  }
  return message
}

const sentences: [RegExp, (...parts: string[]) => string][] = [
  [/^Unknown field$/, () => '没有这个字段'],
  [/^Is not JSON$/, () => '不是合格的 JSON'],
  [/^Is nested deeper than (\d+) levels$/, (most) => `嵌套超过 ${most} 层`],
  [/^Has more than (\d+) values$/, (most) => `内容超过 ${most} 项`],
  [/^(\d+) more faults are not listed$/, (count) => `另有 ${count} 处没有列出`],
  [/^More is wrong here than can be listed$/, () => '错误太多，无法逐一列出'],
  [/^Too small: expected string/, () => '不能为空'],
  [/^Too small: expected array/, () => '至少要有一项'],
  [/^Too small: expected number to be >=?\s?(\S+)$/, (least) => `不能小于 ${least}`],
  [/^Too big: expected number to be <=?\s?(\S+)$/, (most) => `不能大于 ${most}`],
  [/^Too big: /, () => '太长或太多'],
  [/^Invalid input: expected (\w+), received undefined$/, () => '没有填写'],
  [
    /^Invalid input: expected (\w+), received (\w+)$/,
    (wanted, given) => `类型不对：应为 ${wanted}，现为 ${given}`,
  ],
  [/^Invalid (option|input)/, () => '不是允许的内容'],
  [/^Invalid string: must match pattern/, () => '写法不合要求：只能用字母、数字和 - _ .，以字母或数字开头'],
  [/^is a reserved word$/, () => '是保留字，请换一个'],
  [/^The id (\S+) is taken by an earlier one$/, (id) => `编号 ${id} 前面已经用过`],
  [
    /^(?:The id )?[‘"]?(.+?)[’"]? looks like [‘"]?(.+?)[’"]?, which is another/,
    (id, like) => `编号 ${id} 和 ${like} 看起来一样，却不是同一个：请换一种写法`,
  ],
  [/^has a letter that nobody can see$/, () => '含有看不见的字符'],
  [/^There is no electorate (.+)$/, (id) => `没有投票组 ${id}`],
  [/^There is no group (.+)$/, (id) => `没有片区 ${id}`],
  [/^There is no contestant (.+)$/, (id) => `没有参评对象 ${id}`],
  [/^There is no grade (.+)$/, (id) => `没有等次 ${id}`],
  [/^Is below min, which is (\S+)$/, (min) => `小于下限 ${min}`],
  [/^Nobody can choose (\d+) of (\d+) contestants$/, (min, size) => `${size} 个参评对象中选不出 ${min} 个`],
  [/^The round has no contestants$/, () => '本轮没有参评对象'],
  [/^(\S+) has a panel in this round already$/, (id) => `${id} 在本轮已有计分板块`],
  [/^(\S+) does not score by criteria$/, (id) => `${id} 不是按评分标准打分`],
  [/^(\S+) has no criterion (\S+)$/, (id, criterion) => `${id} 没有评分标准 ${criterion}`],
  [/^(\S+) has no panel in this round$/, (id) => `${id} 在本轮没有计分板块`],
  [/^(\S+) is (listed|named) twice$/, (id) => `${id} 列了两次`],
  [/^A secret round has no live figures/, () => '无记名轮次不能实时公开票数：票一到就能看出是哪一张'],
  [/^Give a group or contestants, not both$/, () => '片区和参评对象只能写一个'],
  [/^Must be above 0 and at most 100%$/, () => '必须大于 0，且不超过 100%'],
  [
    /^Leads a browser elsewhere/,
    () => '这个地址实际打开的不是看上去的地方：不要用反斜杠、@ 前的名字和看不见的字符',
  ],
  [/^Must begin with /, () => '地址必须以 http://、https:// 或 / 开头'],
  [/^A mean needs a grade with a value$/, () => '求平均分至少要有一个带分值的等次'],
  [/^Percent needs points above zero/, () => '按百分比计分，第一名的分值必须大于零'],
  [/^Must be at least (\d+), so that a mark is left$/, (least) => `至少 ${least}，否则一个分数也不剩`],
  [/^Anyone may join this electorate/, () => '开放投票的组没有名册，无法计算应投人数'],
  [/^A stream of kind \S+ needs a url$/, () => '直播需要地址'],
  [
    /^The document is of contest ‘(.+)’, the address of ‘(.+)’$/,
    (id, address) => `文件是「${id}」的，这里是「${address}」`,
  ],
  // Of ballots.
  [/^Scores no (contestant|criterion)$/, () => '一项分数也没有'],
  [/^Grades no contestant$/, () => '一个等次也没有评'],
  [/^Missing$/, () => '没有填写'],
  [/^Too few: (\S+), at least (\S+) needed$/, (count, least) => `太少：${count} 个，至少要 ${least} 个`],
  [/^Too many: (\S+), at most (\S+) allowed$/, (count, most) => `太多：${count} 个，最多 ${most} 个`],
  [/^Not a grade of this panel$/, () => '不是这个计分板块的等次'],
  [/^Not a contestant of this round$/, () => '不是本轮的参评对象'],
  [/^Not a criterion of this panel$/, () => '不是这个计分板块的评分标准'],
  [/^(?:Must be )?from (\S+) to (\S+)$/, (least, most) => `${least} 到 ${most} 之间`],
  [/^Must be (\S+) plus steps of (\S+)$/, (least, step) => `须从 ${least} 起按 ${step} 递增`],
  [/^This panel takes (.+)$/, (wanted) => `这个计分板块要的是 ${wanted}`],
  [/^Named twice$/, () => '列了两次'],
  [/^Has no vote in this round$/, () => '在本轮没有投票权'],
  // Of the log.
  [
    /^round (\S+), attempt (\S+), version (\S+)$/,
    (round, attempt, version) => `轮次 ${round}，第 ${attempt} 次投票，结果 ${version}`,
  ],
  [/^a log begins with contestDefined$/, () => '操作记录要从建立赛事开始'],
  [/^a document is not replaced once/, () => '开过投票之后，赛事规则不能再换'],
  [/^round (\S+) was opened already$/, (round) => `轮次 ${round} 已经开放过`],
  [/^round (\S+) was not opened$/, (round) => `轮次 ${round} 没有开放过`],
  [/^round (\S+) was not open$/, (round) => `轮次 ${round} 当时没有开放`],
  [/^round (\S+) was open$/, (round) => `轮次 ${round} 当时正在投票`],
  [/^an end is set ahead$/, () => '截止时间不能定在过去'],
  [/^round (\S+) was sealed( already)?$/, (round) => `轮次 ${round} 已经封票`],
  [/^round (\S+) was being sealed$/, (round) => `轮次 ${round} 正在封票`],
  [/^round (\S+) was not sealed$/, (round) => `轮次 ${round} 没有封票`],
  [/^nobody asked for the seal of round (\S+)$/, (round) => `没有人要求给轮次 ${round} 封票`],
  [/^there is no version (\S+)$/, (version) => `没有结果 ${version}`],
  [/^a quorum was missed and nobody confirmed$/, () => '投票人数没有达到要求，也没有人确认'],
  [/^the result of a secret round would tell/, () => '无记名投票的结果会透露谁投了什么，也没有人确认'],
  [/^attempt (\S+) was running$/, (attempt) => `当时进行的是第 ${attempt} 次投票`],
  [/^a window does not open in the past$/, () => '投票时段不能从过去开始'],
  [/^the window closes before it opens$/, () => '投票时段的截止早于开始'],
]
