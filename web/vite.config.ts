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
  plugins: [svelte()],
  server: { proxy: { '/api': process.env.LEITAI_API ?? 'http://localhost:8080' } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // WeChat's own engine on Android and the oldest iPhones that still get a current WeChat.
    target: ['chrome87', 'safari14.1'],
    cssTarget: ['chrome87', 'safari14.1'],
    // A data: URI would need a hole in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [here('pages/index.html'), ...pages.map((page) => here(`pages/${page}/index.html`)).filter(existsSync)],
    },
  },
})
