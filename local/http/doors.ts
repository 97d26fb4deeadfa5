import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { inEveryLanguage, saidInEach } from '#words/local.ts'
import { languages } from '#words/languages.ts'
import { type Answer, answerOf } from './answer.ts'
import { problemAnswer } from './problem-answer.ts'

/** What the network is told where it may not go. */

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'

export const isConsole = (request: IncomingMessage): boolean =>
  /^\/console(\/|$)/i.test(decoded(pathOf(request)))

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** For a person who opens the console from the network. */
export const consoleElsewhere = (): Answer => {
  const said = saidInEach((t) => t.consoleElsewhere).map(({ tag, said }) => `<p lang="${tag}">${said}</p>`)
  const page = `<!doctype html><html lang="${languages[0].tag}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>403</title>${said.join('')}</html>`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return answerOf(403, headers, Buffer.from(page))
}

/** A clerk stands beside the stage with a tablet, may do little, and is let in from the network as a judge is. */
const staffSession = z.object({ role: z.enum(['owner', 'organiser', 'observer', 'scrutineer']) })

/** Lets no session of the console out to the network: its codes are taken on this machine only. */
export const withoutStaff = (request: IncomingMessage, answer: Answer): Answer => {
  if (request.method !== 'POST' || pathOf(request) !== '/api/sessions' || answer.status !== 200) return answer
  const isStaffs = staffSession.safeParse(JSON.parse(answer.body.toString())).success
  return isStaffs
    ? problemAnswer(
        'forbidden',
        inEveryLanguage((t) => t.consoleElsewhere, ' '),
      )
    : answer
}

/** For somebody who typed the address without https. */
export const overTls = (request: IncomingMessage): Answer => {
  const location = `https://${request.headers.host ?? ''}${request.url ?? '/'}`
  return answerOf(308, { location, 'cache-control': 'no-store' }, Buffer.alloc(0))
}
