import './older-browsers.ts'
import '../styles/base.css'
import { type Component, mount } from 'svelte'
import { language } from '../i18n/language.svelte.ts'
import { largeType } from '../state/large-type.svelte.ts'

/** Puts a page on the screen. */
export const start = (page: Component): void => {
  const target = document.getElementById('page')
  if (target === null) throw new Error('The page has no place to stand')
  largeType.apply()
  language.set(language.current)
  mount(page, { target })
}
