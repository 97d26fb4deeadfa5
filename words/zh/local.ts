/** What the machine that runs Leitai says to whoever stands before it, and to whom it does not let in. */
export const words = {
  organiser: '组织者',
  observer: '监督员',
  clerk: '会务人员',
  owner: '系统管理员',
  judges: '评委',
  voters: '投票人',
  watch: '观看页',
  screen: '大屏',
  stage: '台上计时',
  backstage: '候场',
  hall: '会场网络',
  everyLinkIn: (file: string) => `全部链接和登录码都在 ${file}`,
  peoplesLinksIn: (file: string) => `工作人员、评委和投票人的链接和登录码都在 ${file}`,
  listGone: (folder: string) => `${folder} 里已没有登录码清单，可在组织台补发。`,
  holdsContest: (folder: string) => `${folder} 里已有活动；要另办一场，请用 --data 指定另一个文件夹启动。`,
  building: '正在生成页面…',
  ready: (base: string) => `擂台已就绪：${base}`,
  databaseExposed: '本机内核不给数据库单独的网络：擂台运行期间，本机的其他账户或程序有可能连到数据库。',
  consoleElsewhere:
    '组织台只能在运行擂台的这台电脑上打开。需要在会场网络上打开时，请技术人员用 --host-console 启动。',
  linkOnce: '此链接只显示这一次，谁拿到谁就能进入。',
}
