import type { Plugin } from 'vite'

/**
 * No page defines an element of its own, but what Svelte has for them touches the browser where it stands, so no bundler leaves it out. Without it,
 * and the way of mounting that it alone uses, every page loads a kilobyte and a half less.
 */
export const noCustomElements: Plugin = {
  name: 'no-custom-elements',
  apply: 'build',
  load: (id) =>
    id.endsWith('/svelte/src/internal/client/dom/elements/custom-element.js')
      ? 'export function create_custom_element() { throw new Error("No page has elements of its own") }'
      : null,
}
