import '../../../components/older-browsers.ts'
import { bookUrl, contestUrl, logUrl, ofVersion, resultUrl } from '../../../api/addresses.ts'
import type { Result } from '#contract/live.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { readProof } from '#core/receipt/proof.ts'
import { Problem } from '../../../api/problem.ts'
import { parseAnswer } from '../../../api/request.ts'
import { checkPublication } from './check-result.ts'
import { findReceipt } from './find-receipt.ts'
import { judgeProof } from './judge-proof.ts'
import type { Asked, Told } from './messages.ts'

/** Reads and counts away from the page, so that a book of a hundred thousand ballots never stops a finger. */

const tell = (told: Told) => postMessage(told)
const toldLines = (lines: number) => tell({ kind: 'lines', lines })

async function get(url: string): Promise<Response> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw await Problem.ofResponse(response)
    return response
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('offline', { cause: error })
  }
}
const textAt = async (url: string): Promise<string> => (await get(url)).text()

async function* piecesAt(url: string): AsyncIterable<Uint8Array> {
  const reader = (await get(url)).body?.getReader()
  if (reader === undefined) throw new Problem('offline')
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** The events of the log, as far as it is public. */
async function publicLog(contest: string): Promise<ContestEvent[]> {
  try {
    return parseAnswer<{ events: ContestEvent[] }>(await textAt(logUrl(contest))).events
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return []
    throw error
  }
}

/** The log as a file, or null while it does not reach to the seal of the result: a later count that is not public yet holds it back. */
function logText(events: readonly ContestEvent[], result: string): string | null {
  const { digest } = parseAnswer<Result>(result)
  if (!events.some((event) => event.type === 'roundSealed' && event.digest === digest)) return null
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

async function answer(asked: Asked): Promise<Told> {
  const { contest, round, version } = asked
  const book = piecesAt(ofVersion(bookUrl(contest, round), version))
  const proof = asked.kind === 'find' ? readProof(asked.receipt) : undefined
  if (asked.kind === 'find' && !proof)
    return { kind: 'found', found: { line: await findReceipt(asked.receipt, book, toldLines) } }
  const [document, result, events] = await Promise.all([
    textAt(contestUrl(contest)),
    textAt(ofVersion(resultUrl(contest, round), version)),
    publicLog(contest),
  ])
  if (asked.kind === 'find' && proof) {
    const line = await findReceipt(proof.claims.receipt, book, toldLines)
    return { kind: 'found', found: judgeProof(proof, line, { document, result, events }) }
  }
  const { log, seen } = asked.kind === 'check' ? asked : { log: null, seen: {} }
  const published = { contest: document, result, log: log ?? logText(events, result), book, seen }
  return { kind: 'checked', outcome: await checkPublication(published, toldLines) }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then(tell, (error: unknown) => tell({ kind: 'failed', code: Problem.from(error).code }))
})
