import { type AnyFault, sayWrong } from '../../../i18n/faults.ts'
import { language } from '../../../i18n/language.svelte.ts'

/** Where in a document something is wrong, and what, in the language of the page. */
export const sayFault = (fault: AnyFault): { where: string; what: string } => ({
  where: language.current === 'en' ? '' : sayPath(fault.path),
  what: sayWrong(fault),
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
