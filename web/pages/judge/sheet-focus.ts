import type { Criterion } from '../../state/score-entry.ts'

/** Moves the focus to a criterion, past the last one to the button that sends. */
export function focusOn(page: HTMLElement | undefined, criterion: Criterion | undefined): void {
  const place =
    criterion === undefined ? 'footer .primary' : `input[data-criterion="${CSS.escape(criterion.id)}"]`
  page?.querySelector<HTMLElement>(place)?.focus()
}

/** Whether the whole figure of a criterion is marked, so that the next key begins a new one. */
export function isMarked(criterion: Criterion): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || field.dataset.criterion !== criterion.id) return false
  return field.value !== '' && field.selectionStart === 0 && field.selectionEnd === field.value.length
}
