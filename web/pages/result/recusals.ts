import type { BookLine } from '#contract/ballot.ts'
import { bookUrl } from '../../api/addresses.ts'
import { Problem } from '../../api/problem.ts'
import { parseAnswer } from '../../api/request.ts'

/** Who was recused where, as one line of the published ballot record says it. */
export type Recusal = { id: string; voter: string; electorate: string; recused: string[] }

/** Everybody who was recused, from the published ballot record. Throws a `Problem` where it cannot be read. */
export async function readRecusals(contest: string, round: string): Promise<Recusal[]> {
  const response = await fetch(bookUrl(contest, round))
  if (!response.ok) throw await Problem.ofResponse(response)
  const lines = (await response.text()).split('\n').filter((line) => line.includes('"recused"'))
  return lines.flatMap((line) => {
    const { id, voter = '', ballot, recused } = parseAnswer<BookLine>(line)
    return recused ? [{ id, voter, electorate: ballot.electorate, recused }] : []
  })
}
