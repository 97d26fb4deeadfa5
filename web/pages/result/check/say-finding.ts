import type { Contest } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import type { Finding } from '#core/verify.ts'
import { sayReason, sayValue } from '#words/say.ts'
import { contestantOf, electorateName } from '../../../state/rounds.ts'
import { verifyWords } from './verify-words.ts'
import { check as t } from './words.ts'

export type Known = { contest: Contest; result: Result }

/** A difference in words: where, what, what was expected and what was found. What the rule has to say comes after it. */
export function sayFinding({ code, file, line, path, expected, found }: Finding, known: Known): string {
  const name = t.files[file] ?? file
  const place = [
    line === undefined ? name : t.line(name, line),
    ...(path === undefined ? [] : [file === 'result.json' ? sayFigure(path, known) : path]),
  ]
  const values = [
    ...(expected === undefined ? [] : [t.expected(sayValue(expected, verifyWords))]),
    ...(found === undefined ? [] : [t.found(sayValue(found, verifyWords))]),
  ]
  return [place.join(' '), verifyWords.findings.codes[code], ...values].join(' · ')
}

/** What the rule has to say; empty where the place tells all. */
export const sayWhy = (finding: Finding): string => sayReason(finding, verifyWords)

/** A figure of the ranking by the names that people know; anything else by its path. */
function sayFigure(path: string, { contest, result }: Known): string {
  const [, row, panel, field] =
    /^\$\.(?:standings|unranked)\[(\d+)\](?:\.panels\.([\w-]+))?\.(\w+)$/.exec(path) ?? []
  const rows = path.startsWith('$.unranked') ? (result.unranked ?? []) : result.standings
  const standing = rows[Number(row)]
  if (standing === undefined || field === undefined) return path
  const name = contestantOf(contest, standing.contestant)?.name ?? standing.contestant
  const figure = t.figures[field] ?? field
  return [name, ...(panel === undefined ? [] : [electorateName(contest, panel)]), figure].join(' ')
}
