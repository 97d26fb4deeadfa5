import type { ProblemCode } from '#contract/problems.ts'
import { Problem } from '#runtime/problem.ts'
import { type Answer, answerOf } from './answer.ts'

const headers = { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' }

/** What the front itself refuses, in the words and the shape of the functions. */
export const problemAnswer = (code: ProblemCode, detail?: string, retryAfterSeconds?: number): Answer => {
  const problem = new Problem(code, detail === undefined ? {} : { detail })
  const retry = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return answerOf(problem.status, { ...headers, ...retry }, Buffer.from(JSON.stringify(problem.toDocument())))
}

/** A fault of ours: nothing but the id under which the log has more. */
export const faultAnswer = (trace: string): Answer => {
  const document = {
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal',
    trace,
  }
  return answerOf(500, headers, Buffer.from(JSON.stringify(document)))
}
