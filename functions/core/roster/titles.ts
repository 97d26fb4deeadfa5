import { simplified } from './simplified.ts'

/** What the columns of a roster are called, by whoever keeps one. */

export const fields = ['id', 'electorate', 'name', 'unit', 'excused', 'recuse', 'shadow'] as const
export type Field = (typeof fields)[number]

/**
 * What an id is taken from: a number given for this purpose, one that says who somebody is (and is nobody else's business), or the
 * running number of a row, which every other list has as well.
 */
export type IdKind = 'own' | 'private' | 'running'

/** Titles of each column, the better ones first: of two columns for the same the better is taken. */
const known: Record<Field, readonly string[]> = {
  id: [
    ...[
      '编号',
      'id',
      '代表编号',
      '评委编号',
      '人员编号',
      '选民编号',
      '投票编号',
      '代号',
      '代码',
      '编码',
      '号码',
    ],
    ...[
      '代表证号',
      '代表证编号',
      '评委号',
      '选民证号',
      '席位号',
      '席号',
      '座位号',
      '座号',
      '抽签号',
      '参赛号',
    ],
    ...['学号', '学籍号', '考号', '准考证号', '工号', '职工号', '职工编号', '员工号', '员工编号', '工作证号'],
    ...[
      '会员号',
      '会员编号',
      '党员编号',
      '户号',
      '户编号',
      '门牌号',
      '门牌',
      '房号',
      '卡号',
      '账号',
      '帐号',
      '用户名',
    ],
    ...['student no', 'student number', 'student id', 'staff no', 'staff id', 'employee id', 'employee no'],
    ...['member no', 'member id', 'voter id', 'user id', 'code', 'identifier'],
    ...['身份证号', '身份证', '身份证号码', '公民身份号码', '公民身份证号', '居民身份证号', '居民身份证号码'],
    ...[
      '证件号',
      '证件号码',
      '手机号',
      '手机',
      '手机号码',
      '移动电话',
      '联系电话',
      '联系方式',
      '电话',
      '电话号码',
    ],
    ...['phone', 'mobile', 'telephone', 'tel', 'phone number', 'mobile phone'],
    ...['序号', '顺序号', '行号', '排号', 'no', 'number', 'nr', '#', 'row', 'seq'],
  ],
  electorate: [
    ...['投票组', '评议主体', '投票主体', 'electorate', '身份', '人员身份', '类别', '人员类别', '投票人类别'],
    ...['评议人类别', '类型', '人员类型', '角色', '组别', '分组', '组', '票种', '板块', '群体'],
    ...['role', 'group', 'category', 'type', 'panel'],
  ],
  name: [
    ...[
      '姓名',
      '名字',
      'name',
      'full name',
      '代表姓名',
      '评委姓名',
      '人员姓名',
      '村民姓名',
      '学生姓名',
      '职工姓名',
    ],
    ...['选民姓名', '户主姓名', '户主', '名称', '称呼', 'passport name', '代表', '评委', '投票人', '评议人'],
  ],
  unit: [
    ...[
      '单位',
      'unit',
      '所在单位',
      '工作单位',
      '所属单位',
      '推荐单位',
      '代表单位',
      '单位名称',
      '所属村',
      '所在村',
    ],
    ...[
      '村',
      '村名',
      '村别',
      '村庄',
      '行政村',
      '村居',
      '村社区',
      '村委会',
      '社区',
      '所属社区',
      '镇街',
      '乡镇',
      '镇',
    ],
    ...[
      '街道',
      '所属镇街',
      '所属乡镇',
      '部门',
      '所属部门',
      '所在部门',
      '科室',
      '处室',
      '支部',
      '党支部',
      '小组',
    ],
    ...['村民小组', '班级', '所在班级', '学校', '学院', '院系', '公司', '机构', '代表团', '选区', '所属选区'],
    ...[
      'town',
      'village',
      'organisation',
      'organization',
      'department',
      'class',
      'school',
      'company',
      'team',
    ],
  ],
  excused: ['excused', '请假', '已请假', '请假情况', '是否请假', '因故请假', 'away', 'absent'],
  recuse: [
    'recuse',
    '回避',
    '回避对象',
    '须回避',
    '回避的对象',
    '应回避',
    'recused',
    'recusal',
    'conflict of interest',
  ],
  shadow: ['shadow', '观摩', '观摩评委', '是否观摩', 'shadow judge'],
}

const privateTitles = /身份|证件|手机|电话|联系|phone|mobile|tel/
/** Titles that stand for an electorate and nothing else. */
const plainTitles = new Set(['投票组', '评议主体', '投票主体', 'electorate'])
const runningTitles = new Set(['序号', '顺序号', '行号', '排号', 'no', 'number', 'nr', '#', 'row', 'seq'])

/** A title as its letters: without width, blanks, marks that say it must be filled, and in small letters. */
const plain = (title: string): string =>
  simplified(title.normalize('NFKC'))
    .toLowerCase()
    .replace(/[*:.。：]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/** The title, then what is left without what stands in brackets, and its Chinese and its Latin part: one of them may be known. */
function readings(title: string): string[] {
  const whole = plain(title)
  const bare = plain(whole.replace(/\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>/gu, ' '))
  const chinese = bare.replace(/[^\p{Script=Han}]/gu, '')
  const latin = plain(bare.replace(/\p{Script=Han}/gu, ' ').replace(/[/|\\_-]/gu, ' '))
  const within = [...(/[([【〔]([^)\]】〕]*)/u.exec(whole)?.slice(1) ?? [])].map(plain)
  return [whole, bare, bare.replaceAll(' ', ''), chinese, latin, ...within].filter(
    (reading) => reading !== '',
  )
}

export type Meaning = {
  field: Field
  /** Smaller is better. */
  rank: number
  idKind?: IdKind
  /** Whether it may as well be about something else. */
  isVague?: boolean
}

const meanings = new Map<string, Meaning>(
  fields.flatMap((field) =>
    known[field].map((title, rank): [string, Meaning] => [
      title,
      {
        field,
        rank,
        ...(field === 'id' && { idKind: kindOf(title) }),
        ...(field === 'electorate' && !plainTitles.has(title) && { isVague: true }),
      },
    ]),
  ),
)

function kindOf(title: string): IdKind {
  if (runningTitles.has(title)) return 'running'
  return privateTitles.test(title) ? 'private' : 'own'
}

/** Titles that end like this mean this, whatever stands before: 受邀嘉宾姓名. */
const endings: [RegExp, Meaning][] = [
  [/姓名$/u, { field: 'name', rank: 50 }],
  [/(编号|证号|学号|工号)$/u, { field: 'id', rank: 30, idKind: 'own' }],
  [/(单位|部门|社区|乡镇|街道)$/u, { field: 'unit', rank: 60 }],
]

/** What a column with this title is for; undefined for one that no roster needs. */
export function meaningOf(title: string): Meaning | undefined {
  const all = readings(title)
  const found = all.flatMap((reading) => meanings.get(reading) ?? [])
  if (found.length > 0) return found[0]
  return endings.find(([ending]) => all.some((reading) => ending.test(reading)))?.[1]
}
