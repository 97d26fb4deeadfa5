import type { Plugin } from 'vite'
import { languages } from '../words/languages.ts'

type Words = { title: string; hint: string }

const root = '<div id="page"></div>'

/** Puts into every page what it says, in every language, where scripts are switched off. A page without a place for it is no page. */
export const noScript: Plugin = {
  name: 'no-script',
  transformIndexHtml: async (html) => {
    if (!html.includes(root)) throw new Error(`a page has no ${root}`)
    const said = await Promise.all(languages.map(sayIn))
    return html.replace(root, `${root}\n    <noscript>${said.join('')}</noscript>`)
  },
}

async function sayIn({ id, tag }: (typeof languages)[number]): Promise<string> {
  const file = new URL(`../words/${id}/no-script.ts`, import.meta.url).href
  const { words } = (await import(file)) as { words: Words }
  return `<section lang="${tag}"><h1>${words.title}</h1><p>${words.hint}</p></section>`
}
