import type { FailureCode, Problem } from '../api/problem.ts'
import { catalogue } from './catalogue.ts'

/** What happened and what to do now, for every way a call can fail. */
export const zh: Record<FailureCode, string> = {
  'bad-request': '填写的内容不合要求，请检查后再提交。',
  unauthorized: '登录已失效，请重新打开您的个人链接，或联系工作人员。',
  forbidden: '您没有这项权限，如有疑问请联系工作人员。',
  'not-found': '没有找到，请核对链接。',
  'already-voted': '您已投过票，本轮不能更改。',
  'stale-revision': '您在另一台设备上改过这张票，请核对后再提交。',
  'version-conflict': '另一位工作人员刚刚做了操作，请看过最新状态再决定。',
  'not-open': '本轮还没有开始，请等主持人宣布。',
  closed: '本轮已截止，不再接受投票。',
  'not-allowed': '现在不能这样做。',
  'too-large': '内容太长，请缩短后再提交。',
  'too-many': '操作太频繁，请稍候片刻。',
  unavailable: '系统正忙，页面会自动再试。',
  offline: '网络不通，页面会自动再试。',
  fault: '系统出错了，页面会自动再试；一直不行请联系工作人员。',
}

export const en: Record<FailureCode, string> = {
  'bad-request': 'Something in the form is not right. Check it and send it again.',
  unauthorized: 'Your session has ended. Open your personal link again or ask the staff.',
  forbidden: 'You may not do this. Ask the staff if you think you should.',
  'not-found': 'It is not there. Check the link.',
  'already-voted': 'You have voted already; this round allows no changes.',
  'stale-revision': 'You changed this ballot on another device. Check it and send it again.',
  'version-conflict': 'A colleague has just done something. Look at the newest state and decide again.',
  'not-open': 'This round has not started yet. Wait for the announcement.',
  closed: 'This round is closed and takes no more ballots.',
  'not-allowed': 'This cannot be done now.',
  'too-large': 'This is too long. Shorten it and send it again.',
  'too-many': 'Too many requests. Wait a moment.',
  unavailable: 'The system is busy. The page tries again by itself.',
  offline: 'No network. The page tries again by itself.',
  fault: 'Something went wrong. The page tries again; if it goes on, ask the staff.',
}

const sentences = catalogue(zh, en)

export const sayProblem = ({ code }: Problem): string => sentences[code]
