import { svelte } from '@sveltejs/vite-plugin-svelte'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const pages = ['watch', 'judge', 'console', 'screen', 'result']

/** One HTML entry per page, so that a phone loads only the code of its own. `/watch` is served from dist/watch/index.html. */
export default defineConfig({
  root: here('pages'),
  publicDir: here('public'),
  plugins: [svelte({ compilerOptions: { runes: true } })],
  server: { proxy: { '/api': process.env.LEITAI_API ?? 'http://localhost:8080' } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // Chrome 87 (WeChat's own engine on Android) and Safari 15 (every iPhone since the 6s) run ES2022 but for static blocks
    // and `#field in object`, which nobody here uses. Naming those browsers would spell out each private field of each
    // class for bugs we do not meet, at six kilobytes for every phone.
    target: 'es2022',
    cssTarget: ['chrome87', 'safari15'],
    // A data: URI would need a hole in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        here('pages/index.html'),
        ...pages.map((page) => here(`pages/${page}/index.html`)).filter(existsSync),
      ],
    },
  },
})
