import { expect, it } from 'vitest'
import { inEveryLanguage, saidInEach } from '#words/local.ts'

it('is said in every language where nobody has chosen one', () => {
  expect(inEveryLanguage((t) => t.ready('http://hall'))).toBe(
    '擂台已就绪：http://hall\nLeitai is ready at http://hall',
  )
  expect(saidInEach((t) => t.judges)).toEqual([
    { tag: 'zh-CN', said: '评委' },
    { tag: 'en', said: 'Judges' },
  ])
})
