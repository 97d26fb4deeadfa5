import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readDuration,
  readNumber,
  readShare,
  writeDuration,
} from '../../../../../../web/pages/console/setup/form/reading/number.ts'

describe('a number', () => {
  it.each([
    ['40', 40],
    ['４０', 40],
    [' 40 分', 40],
    ['40%', 40],
    ['４０％', 40],
    ['3名', 3],
    ['8.5', 8.5],
    ['8。5', 8.5],
    ['十', 10],
    ['四十', 40],
    ['-1', -1],
    ['0', 0],
  ])('is read from %j', (typed, value) => expect(readNumber(typed)).toEqual({ kind: 'number', value }))

  it.each([
    ['8,5', ['8.5', '85']],
    ['８，５', ['8.5', '85']],
    ['1,000', ['1.000', '1000']],
  ])('with a comma is asked about: %j', (typed, either) =>
    expect(readNumber(typed)).toEqual({ kind: 'unclear', either }),
  )

  it.each(['四', '4 0', '约40', '40-50', '分', '1e3', '0x10', 'NaN'])('or not: %j', (typed) =>
    expect(readNumber(typed).kind).toBe(typed === '四' ? 'number' : 'unread'),
  )

  it('may not be there', () => expect(readNumber('　')).toEqual({ kind: 'empty' }))
})

describe('a duration', () => {
  it.each([
    ['5', 300],
    ['５分钟', 300],
    ['2.5', 150],
    ['1分30秒', 90],
    ['1分半', 90],
    ['1:30', 90],
    ['90秒', 90],
    ['半小时', 1800],
    ['1小时', 3600],
    ['五分钟', 300],
    ['90 s', 90],
  ])('is read from %j', (typed, value) => expect(readDuration(typed)).toEqual({ kind: 'number', value }))

  it.each(['很久', '5-8'])('or not: %j', (typed) => expect(readDuration(typed)).toEqual({ kind: 'unread' }))
  it('is empty where nothing stands', () => expect(readDuration(' ')).toEqual({ kind: 'empty' }))

  it('is written so that it is read as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        expect(readDuration(writeDuration(seconds))).toEqual({ kind: 'number', value: seconds })
      }),
    )
  })
})

it.each([
  ['1/2', '1/2'],
  ['８０％', '80%'],
  ['三分之二', '2/3'],
  ['百分之80', '80%'],
  ['一半', '1/2'],
  ['', ''],
  ['80', null],
  ['多数', null],
])('a share %j is %j', (typed, share) => expect(readShare(typed)).toBe(share))
