import type { Plugin } from 'vite'

const helper = '\0vite/preload-helper.js'

/**
 * What stands around every `import(…)` of a page: whatever the part needs is asked for at once, and it is there when its styles are. Vite's own does the
 * same in three times as many bytes, and never asks again for styles that could not be had.
 */
const source = `
const styles = {}
const link = (rel, href) => document.head.appendChild(Object.assign(document.createElement('link'), { rel, href }))
const styled = (href) => (styles[href] ||= new Promise((resolve, reject) => {
  const element = link('stylesheet', href)
  element.onload = () => resolve()
  element.onerror = () => {
    delete styles[href]
    element.remove()
    reject(new Error('No styles at ' + href))
  }
}))
const begun = (file) => (file.endsWith('.css') ? styled : (href) => void link('modulepreload', href))('/' + file)
export const __vitePreload = (load, files = []) =>
  Promise.all([load(), ...files.map(begun)]).then(([part]) => part)
`

export const lightLoading: Plugin = {
  name: 'light-loading',
  enforce: 'pre',
  apply: 'build',
  load: (id) => (id === helper ? source : null),
}
