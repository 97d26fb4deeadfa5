import type { FailureCode } from '#contract/problems.ts'

/** 出了什么事，现在该怎么办。 */
export const words: Record<FailureCode, string> = {
  'bad-request': '填写的内容不合要求，请检查后再提交。',
  unauthorized: '登录已失效，请重新打开您的个人链接，或联系工作人员。',
  forbidden: '您没有这项权限。如有疑问，请联系工作人员。',
  'not-found': '没有找到，请检查链接。',
  'already-voted': '您已投过票，本轮不能更改。',
  'stale-revision': '您在另一台设备上改过这张票，请看清后再提交。',
  'version-conflict': '另一位工作人员刚刚做了操作，请看过最新状态再决定。',
  'not-open': '本轮还没有开始，请等主持人宣布。',
  closed: '本轮已截止，不再接受投票。',
  'not-allowed': '现在不能这样做。',
  'too-large': '内容太长，请缩短后再提交。',
  'too-many': '操作太频繁，请稍候片刻。',
  unavailable: '系统正忙，页面会自动再试。',
  offline: '网络不通，页面会自动再试。',
  fault: '系统出错了，页面会自动再试；如仍不行，请联系工作人员。',
}
