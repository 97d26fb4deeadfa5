import { describe, expect, it } from 'vitest'
import { words as en } from '#words/en/refusals.ts'
import { refusalsFor } from '#words/refusals.ts'
import { words as zh } from '#words/zh/refusals.ts'

describe('a refusal', () => {
  it.each([
    [undefined, zh],
    ['', zh],
    ['*', zh],
    ['fr-FR, de;q=0.7', zh],
    ['zh-CN,zh;q=0.9,en;q=0.8', zh],
    ['en-GB,en;q=0.9', en],
    ['fr, en;q=0.5', en],
    ['zh;q=0.4, EN-us;q=0.8', en],
    ['en;q=0, zh', zh],
    ['en;q=high', zh],
  ])('is said in the language that is liked best of those there are: %s', (accepted, words) => {
    expect(refusalsFor(accepted)).toBe(words)
  })
})
