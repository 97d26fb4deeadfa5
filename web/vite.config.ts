import { svelte } from '@sveltejs/vite-plugin-svelte'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { lightLoading } from './light-loading.ts'
import { noCustomElements } from './no-custom-elements.ts'
import { noScript } from './no-script.ts'
import { plainFields, plainSelectors } from './older-phones.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const htmlOf = (page: string) => here(`pages/${page}/index.html`)
const pages = [
  'watch',
  'judge',
  'clerk',
  'console',
  'screen',
  'stage',
  'backstage',
  'overlay',
  'result',
  'reach',
].filter((page) => existsSync(htmlOf(page)))

/**
 * Each page is built by itself: a phone loads one script that holds what its page needs and nothing that another page made common.
 * The landing page is Vite's own environment, `client`.
 */
const buildOf = (page: string): EnvironmentOptions => ({
  consumer: 'client',
  build: { emptyOutDir: false, copyPublicDir: false, rolldownOptions: { input: htmlOf(page) } },
})

/** `pages/watch/index.html` is built as `watch/index.html`, from which `/watch` is served. */
const pagesAtTheTop: Plugin = {
  name: 'pages-at-the-top',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const [name, asset] of Object.entries(bundle)) {
      if (asset.type === 'asset' && name.startsWith('pages/')) asset.fileName = name.slice('pages/'.length)
    }
  },
}

/** Run as `vite build web`. */
export default defineConfig({
  root: here('.'),
  plugins: [
    pagesAtTheTop,
    noScript,
    lightLoading,
    noCustomElements,
    svelte({ compilerOptions: { runes: true, discloseVersion: false } }),
    plainFields,
    plainSelectors,
  ],
  environments: Object.fromEntries(pages.map((page) => [page, buildOf(page)])),
  builder: {
    // One set of plugins for all pages: what they once made of a file is there for the next page.
    sharedConfigBuild: true,
    sharedPlugins: true,
    // The landing page first: its build empties the folder.
    buildApp: async (builder) => {
      const { client, ...rest } = builder.environments
      for (const environment of [client, ...pages.map((page) => rest[page])]) {
        if (environment !== undefined) await builder.build(environment)
      }
    },
  },
  build: {
    // Chrome 70 (the engine of Android 8 and 9 as sold, and of WeChat before 2021) and Safari 14 (BigInt, in which scores are
    // added up exactly). What these lack at run time is lent by components/older-browsers.ts.
    target: ['chrome70', 'safari14'],
    cssTarget: ['chrome70', 'safari14'],
    rolldownOptions: {
      transform: { assumptions: { setPublicClassFields: true } },
      preserveEntrySignatures: 'allow-extension',
      output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } },
    },
    // Nothing is preloaded that would need it.
    modulePreload: { polyfill: false },
    // A data: URI would need a hole in the content security policy.
    assetsInlineLimit: 0,
  },
})
