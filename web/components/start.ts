import './older-browsers.ts'
import '../styles/base.css'
import { type Component, mount } from 'svelte'
import { common } from '../i18n/common.ts'
import { language } from '../i18n/language.svelte.ts'
import { largeType } from '../state/large-type.svelte.ts'

/** Puts a page on the screen. */
export function start(page: Component): void {
  const target = document.getElementById('page')
  if (target === null) throw new Error('The page has no place to stand')
  largeType.apply()
  language.set(language.current)
  // The page names itself more closely once it knows its contest.
  document.title = common.product
  mount(page, { target })
  // Nobody has lost the focus yet; a page that cannot load this works all the same.
  void import('./keep-focus.ts').then(
    ({ keepFocus }) => keepFocus(),
    (error: unknown) => console.warn('without a keeper of the focus', error),
  )
}
