import type { Contest, Round } from '#contract/contest.ts'
import type { Result, Standing } from '#contract/live.ts'
import { languageOfContest } from '#words/languages.ts'
import { previewWords } from '#words/preview.ts'

/** What a link to a result says of itself where it is shared. */
type Preview = { title: string; description: string }

/** `result` is what the public may read; without it nothing of the count is told. */
function previewOf(contest: Contest, round: Round, result: Result | undefined): Preview {
  const words = previewWords(contest.language)
  const title = `${contest.title} · ${round.title}`
  if (result === undefined) return { title, description: words.coming }
  const cast = Object.values(result.ballots).reduce((sum, { cast }) => sum + cast, 0)
  const places = [1, 2, 3].flatMap((rank) => sayPlace(contest, rank, result.standings))
  const ranking = places.length === 0 ? [words.nobody] : places
  return { title, description: [...ranking, words.cast(cast)].join(words.between) }
}

function sayPlace(contest: Contest, rank: number, standings: readonly Standing[]): string[] {
  const words = previewWords(contest.language)
  const there = standings.filter((standing) => standing.rank === rank)
  const [best] = there
  if (best === undefined) return []
  const nameOf = (id: string) => contest.contestants.find((one) => one.id === id)?.name ?? id
  const names = there.map(({ contestant }) => nameOf(contestant)).join(words.names)
  if (rank > 1) return [words.next(rank, names)]
  return [(there.length > 1 ? words.sharedFirst : words.first)(names, best.total)]
}

/** The page behind a shared link: tags for programs that show a link, and at once the result itself for people. Text stays text. */
export function previewPage(contest: Contest, round: Round, result: Result | undefined): string {
  const { title, description } = previewOf(contest, round, result)
  const page = `/result?contest=${encodeURIComponent(contest.id)}&round=${encodeURIComponent(round.id)}`
  const tags = [
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', description],
    ['og:site_name', contest.organiser ?? contest.title],
  ].map(([property, content]) => `<meta property="${property}" content="${escaped(content ?? '')}">`)
  return [
    `<!doctype html><html lang="${languageOfContest(contest.language).tag}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><meta name="description" content="${escaped(description)}">`,
    ...tags,
    `<meta http-equiv="refresh" content="0; url=${escaped(page)}"></head>`,
    `<body><h1>${escaped(title)}</h1><p>${escaped(description)}</p>`,
    `<p><a href="${escaped(page)}">${escaped(previewWords(contest.language).open)}</a></p></body></html>`,
  ].join('\n')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
