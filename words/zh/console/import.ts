/** 名册怎样读进来：选文件、预览、改动、撤销。 */
export const words = {
  hint: 'Excel（.xlsx）、CSV 或从表格复制都可以。列名写 编号、姓名、单位、评议主体；没有编号的自动编号，导入前先给您看。',
  template: '下载样表',
  choose: '选择文件…',
  paste: '或从表格粘贴到这里',
  look: '预览',
  reading: '正在读取表格…',
  stop: '停止读取',
  unreadable: (file: string, why: string) => (file === '' ? `${why}。` : `${file}：${why}。`),

  understood: (file: string) => (file === '' ? '预览：粘贴的内容' : `预览：${file}`),
  sheet: (n: number) => `工作表（共 ${n} 个，一次导入一个）`,
  sheetOf: (name: string, rows: number) => `${name}（${rows} 行）`,
  head: '列名在哪一行',
  headOf: (line: number, text: string) => `第 ${line} 行：${text}`,
  noHead: '没有列名这一行',
  everybody: '表里没有写，所有人都属于',
  pleaseChoose: '请选择',
  called: (given: string) => `“${given}”是指`,
  withHidden: (n: number) => `隐藏（或被筛选掉）的 ${n} 行也导入`,
  firstRows: (n: number) => `前 ${n} 行`,
  row: '行',
  madeId: '编号（自动）',
  meaning: (title: string) => `“${title}”这一列是`,
  notUsed: '不用',
  untitled: (column: number) => `第 ${column} 列`,
  hiddenMark: '（隐藏）',
  moreRows: (n: number) => `下面还有 ${n} 行。`,

  unused: (titles: string) => `没有用到的列：${titles}`,
  above: (line: number, texts: string) => `列名在第 ${line} 行，上面的不导入：${texts}`,
  headsAgain: (lines: string) => `重复的列名不导入：第 ${lines} 行`,
  leftOut: (n: number, lines: string) => `隐藏的 ${n} 行不导入：第 ${lines} 行`,
  hiddenSheets: (names: string) => `隐藏的工作表不读：${names}`,
  namelessRows: (n: number, lines: string) =>
    `${n} 人没有写姓名，登录卡上只有编号：第 ${lines} 行${n > 10 ? '等' : ''}`,
  idsMade: '没有编号列，已自动编号；同一张表再次导入，仍是同一批人。',
  idsRunning:
    '编号取自“序号”：别的表也从 1 数起，再导入就会撞上这些人。有其他编号的请在上面改选；没有的请把“序号”改为“不用”，由系统自动编号。',
  idsPrivate:
    '编号取自证件号或电话：记名投票公布结果时，编号会在选票明细里公开。建议改用其他编号，或在上面改为“不用”，由系统自动编号。',
  nameless: '没有姓名',
  noNames: '表里没有姓名：登录卡上只有编号。',

  line: (n: number) => `第 ${n} 行`,
  quoted: (text: string) => `“${text}”`,
  faults: (n: number) => `有 ${n} 处需要改正，一行也没有导入：`,
  andMore: (n: number) => `另有 ${n} 处`,
  counts: (name: string, added: number, unchanged: number, changed: number) =>
    [
      `${name}：新增 ${added} 人`,
      unchanged > 0 && `已在名册、没有变化 ${unchanged} 人`,
      changed > 0 && `已在名册、会改动 ${changed} 人`,
    ]
      .filter((part) => part !== false)
      .join('，'),
  changed: (n: number) => `有 ${n} 人已在名册里，导入后会变成这样：`,
  changedConsequence: '登录码不变：手里有旧登录卡的人，登录后就是新的姓名。若是另一批人，请换编号再导入。',
  change: (id: string, before: string, after: string) => `${id}：${before} → ${after}`,
  andMorePeople: (n: number) => `另有 ${n} 人`,
  agree: (n: number) => `看过了，这 ${n} 人确实要改`,
  load: (n: number) => `导入 ${n} 人`,
  drop: '不导入',

  loading: (done: number, of: number) => `正在导入：${done} / ${of}`,
  loaded: (n: number) => `已导入 ${n} 人。`,
  stopped: (done: number, of: number, why: string) =>
    `导入 ${done} 人后停下了，共 ${of} 人：${why}已经得到的登录码都还在。`,
  goOn: '接着导入',
}
