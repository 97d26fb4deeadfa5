/** What the address of a page says. The code stands after `#`, so that no server and no log ever sees it. */
export type Link = {
  contest: string | null
  round: string | null
  electorate: string | null
  code: string | null
}

export const readLink = (url: URL): Link => ({
  contest: url.searchParams.get('contest'),
  round: url.searchParams.get('round'),
  electorate: url.searchParams.get('electorate'),
  code: codeIn(url.hash),
})

function codeIn(hash: string): string | null {
  const code = hash.replace(/^#/, '').trim()
  return /^[\w-]{4,100}$/.test(code) ? code : null
}

/** Takes the code out of the address bar and names the contest there, so that a reload and a bookmark work. */
export function tidyAddress(contest: string | null): void {
  const url = new URL(location.href)
  url.hash = ''
  if (contest !== null) url.searchParams.set('contest', contest)
  history.replaceState(history.state, '', url.pathname + url.search)
}
