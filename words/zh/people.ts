/** Words for several voters on one phone. */
export const words = {
  here: '这部手机上的投票人',
  now: '正在投票',
  turn: '换成这位',
  voted: '本轮已投',
  notVoted: '本轮还没有投',
  unsent: '选票尚未送达',
  forget: '从本机移除',
  another: '家里还有人要投票？请输入这位投票人的登录码',
  apart: '每位投票人的选票、回执各自保存，不会混在一起。',
  elsewhere: '这个登录码不能用于本场活动。请对照登录卡，或请工作人员帮忙。',
  unsentOf: (name: string) => `${name}的选票尚未送达，网络恢复后会自动再送。请不要关闭本页。`,
}
