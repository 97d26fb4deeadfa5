import { tick } from 'svelte'

/** Does something that changes the page and moves the focus to where it went. */
export async function focusAfter(
  act: () => void,
  place: () => HTMLElement | undefined,
  options?: FocusOptions,
): Promise<void> {
  act()
  await tick()
  place()?.focus(options)
}
