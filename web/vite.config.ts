import { svelte } from '@sveltejs/vite-plugin-svelte'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const pages = ['watch', 'judge', 'console', 'screen', 'result']

/** `pages/watch/index.html` is built as `watch/index.html`, from which `/watch` is served. */
const pagesAtTheTop: Plugin = {
  name: 'pages-at-the-top',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const [name, asset] of Object.entries(bundle)) {
      if (asset.type !== 'asset' || !name.startsWith('pages/')) continue
      delete bundle[name]
      this.emitFile({ type: 'asset', fileName: name.slice('pages/'.length), source: asset.source })
    }
  },
}

/** One HTML entry per page, so that a phone loads only the code of its own. Run as `vite build web`. */
export default defineConfig({
  root: here('.'),
  plugins: [pagesAtTheTop, svelte({ compilerOptions: { runes: true } })],
  server: { proxy: { '/api': process.env.LEITAI_API ?? 'http://localhost:8080' } },
  build: {
    // Chrome 87 (WeChat's own engine on Android) and Safari 15 (every iPhone since the 6s) run ES2022 but for static blocks
    // and `#field in object`, which nobody here uses. Naming those browsers would spell out each private field of each
    // class for bugs we do not meet, at six kilobytes for every phone.
    target: 'es2022',
    cssTarget: ['chrome87', 'safari15'],
    // A data: URI would need a hole in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        here('index.html'),
        ...pages.map((page) => here(`pages/${page}/index.html`)).filter(existsSync),
      ],
    },
  },
})
