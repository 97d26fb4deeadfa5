import '../../../components/older-browsers.ts'
import { bookUrl, contestUrl, resultUrl } from '../../../api/addresses.ts'
import { Problem } from '../../../api/problem.ts'
import { checkPublication } from './check-result.ts'
import { findReceipt } from './find-receipt.ts'
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

async function answer(asked: Asked): Promise<Told> {
  const { contest, round } = asked
  const book = piecesAt(bookUrl(contest, round))
  if (asked.kind === 'find') return { kind: 'found', line: await findReceipt(asked.receipt, book, toldLines) }
  const [document, result] = await Promise.all([
    textAt(contestUrl(contest)),
    textAt(resultUrl(contest, round)),
  ])
  const published = { contest: document, result, log: asked.log, book }
  return { kind: 'checked', outcome: await checkPublication(published, toldLines) }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then(tell, (error: unknown) => tell({ kind: 'failed', code: Problem.from(error).code }))
})
