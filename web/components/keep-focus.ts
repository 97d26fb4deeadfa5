/**
 * Keeps the focus where one can go on by keyboard: when what has it leaves the page, the first heading of what stood around it takes
 * it, instead of the body, from where Tab begins all over again. A pointer does not see any of this.
 */
export function keepFocus(): void {
  let around: Element[] = []
  addEventListener('focusin', ({ target }) => {
    around = target instanceof Element ? ancestorsOf(target) : []
  })
  // Whoever lets go of the focus, as a click beside everything does, has not lost it. What is about to leave the page lets go of it
  // too, so only what is still there a moment later counts.
  addEventListener('focusout', ({ target }) => {
    setTimeout(() => {
      if (target === around[0] && around[0]?.isConnected && document.activeElement === document.body)
        around = []
    })
  })
  new MutationObserver(() => {
    const [last] = around
    if (last === undefined || last.isConnected || document.activeElement !== document.body) return
    const heading = headingNear(around)
    around = []
    if (heading === null) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }).observe(document.body, { childList: true, subtree: true })
}

function ancestorsOf(element: Element): Element[] {
  const parent = element.parentElement
  return parent === null ? [element] : [element, ...ancestorsOf(parent)]
}

function headingNear(around: readonly Element[]): HTMLElement | null {
  for (const element of around) {
    const heading = element.isConnected ? element.querySelector('h1, h2, h3') : null
    if (heading instanceof HTMLElement) return heading
  }
  return null
}
