import type { Fault } from '#contract/problems.ts'
import { language } from '../../../i18n/language.svelte.ts'

/** Where in a document something is wrong, and what, in the language of the page; a sentence that is not known stays as it is. */
export const sayFault = ({ path, message }: Fault): { where: string; what: string } => ({
  where: language.current === 'en' ? '' : sayPath(path),
  what: language.current === 'en' ? message : sayMessage(message),
})

const lists: Record<string, (n: number) => string> = {
  electorates: (n) => `第 ${n} 个投票组`,
  groups: (n) => `第 ${n} 个片区`,
  contestants: (n) => `第 ${n} 个参评对象`,
  rounds: (n) => `第 ${n} 轮`,
  panels: (n) => `第 ${n} 个计分板块`,
  criteria: (n) => `第 ${n} 项评分标准`,
  grades: (n) => `第 ${n} 个等次`,
  ties: (n) => `第 ${n} 条并列规则`,
  points: (n) => `第 ${n} 名的分值`,
}
const fields: Record<string, string> = {
  id: '编号',
  title: '标题',
  name: '名称',
  organiser: '主办单位',
  electorates: '投票组',
  electorate: '投票组',
  groups: '片区',
  group: '片区',
  contestants: '参评对象',
  rounds: '轮次',
  panels: '计分板块',
  weight: '权重',
  ballot: '选票',
  criteria: '评分标准',
  grades: '等次',
  points: '名次分值',
  kind: '选票种类',
  max: '上限',
  min: '下限',
  step: '步长',
  value: '分值',
  drop: '去掉最高最低',
  quorum: '最低投票比例',
  seconds: '时长',
  unit: '单位',
  role: '身份',
  ties: '并列规则',
  cut: '入围名额',
  stream: '直播',
  url: '地址',
  decimals: '小数位数',
}

const sayPath = (path: string): string =>
  [...path.matchAll(/\.([^.[\]]+)(?:\[(\d+)\])?|\['([^']+)'\]/g)]
    .map(([, name = '', index, quoted]) => {
      if (quoted !== undefined) return quoted
      if (index !== undefined) return lists[name]?.(Number(index) + 1) ?? `${name}[${index}]`
      return fields[name] ?? name
    })
    .join(' · ')

const sentences: [RegExp, (...parts: string[]) => string][] = [
  [/^Unknown field$/, () => '没有这个字段'],
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
  [/^There is no electorate (.+)$/, (id) => `没有投票组 ${id}`],
  [/^There is no group (.+)$/, (id) => `没有片区 ${id}`],
  [/^There is no contestant (.+)$/, (id) => `没有参评对象 ${id}`],
  [/^There is no grade (.+)$/, (id) => `没有等次 ${id}`],
  [/^Is below min, which is (\S+)$/, (min) => `小于下限 ${min}`],
  [/^Nobody can choose (\d+) of (\d+) contestants$/, (min, size) => `${size} 个参评对象中选不出 ${min} 个`],
  [/^The round has no contestants$/, () => '本轮没有参评对象'],
  [/^(\S+) has a panel in this round already$/, (id) => `${id} 在本轮已有计分板块`],
  [/^(\S+) has no panel in this round$/, (id) => `${id} 在本轮没有计分板块`],
  [/^(\S+) is (listed|named) twice$/, (id) => `${id} 列了两次`],
  [/^Give a group or contestants, not both$/, () => '片区和参评对象只能写一个'],
  [/^Must be above 0 and at most 100%$/, () => '必须大于 0，且不超过 100%'],
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
]

const sayMessage = (message: string): string => {
  for (const [form, say] of sentences) {
    const match = form.exec(message)
    if (match !== null) return say(...match.slice(1))
  }
  return message
}
