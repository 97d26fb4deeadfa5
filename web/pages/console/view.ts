/** What of the console is on the screen. `settings` is the form of the contest, cards and sheets are what is printed. */
export type View = 'room' | 'setup' | 'settings' | 'cards' | 'sheets'

/** A reload comes back to the set-up; to what is printed it does not, because the codes are gone. */
export const readView = (): View =>
  new URL(location.href).searchParams.get('view') === 'setup' ? 'setup' : 'room'

export function rememberView(view: View): void {
  const url = new URL(location.href)
  if (view === 'room') url.searchParams.delete('view')
  else url.searchParams.set('view', 'setup')
  history.replaceState(history.state, '', url.pathname + url.search)
}
