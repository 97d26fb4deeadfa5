import { describe, expect, test } from 'vitest'
import { isOfOneMachine, openSeatLink, sharedLink, wayInto } from '../../../web/state/way-in.ts'

describe('the way in for people in the hall', () => {
  test('is the address that the server names, wherever the screen itself was opened', () => {
    expect(wayInto('evening', 'http://192.168.1.5:8080', { origin: 'http://127.0.0.1:8080' })).toEqual({
      link: 'http://192.168.1.5:8080/watch?contest=evening',
      typed: 'http://192.168.1.5:8080',
    })
  })
  test('is the page’s own address where the server goes by one only; https is not typed', () => {
    expect(wayInto('evening', null, { origin: 'https://vote.example.cn' })).toEqual({
      link: 'https://vote.example.cn/watch?contest=evening',
      typed: 'vote.example.cn',
    })
  })
  test.each(['http://127.0.0.1:8080', 'http://127.3.2.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])(
    'is nowhere where only this machine gets in: %s',
    (told) => {
      expect(wayInto('evening', told, { origin: 'http://192.168.1.5:8080' })).toBeNull()
      expect(wayInto('evening', null, { origin: told })).toBeNull()
    },
  )
})

test('an address leads every device to itself, or here', () => {
  const here = [
    'http://192.168.1.5:8080',
    'https://vote.example.cn',
    'http://hall.local:8080',
    'http://10.0.0.127',
  ]
  const nowhere = [
    'http://127.0.0.1:1/watch#c',
    'http://a.localhost',
    'http://[::1]:8080',
    'http://0.0.0.0:8080',
  ]
  expect(here.filter(isOfOneMachine)).toEqual([])
  expect(nowhere.filter((address) => !isOfOneMachine(address))).toEqual([])
})

test('a seat that is open to the public has a link of its own, on the page of its role', () => {
  const at = 'https://vote.example.cn'
  expect(openSeatLink(at, 'spring', { id: '村民', role: 'voter' })).toBe(
    `${at}/watch?contest=spring&electorate=${encodeURIComponent('村民')}`,
  )
  expect(openSeatLink(at, 'spring', { id: 'jury', role: 'judge' })).toBe(
    `${at}/judge?contest=spring&electorate=jury`,
  )
})

describe('the link to a result that people hand on', () => {
  test('is under the address that others reach, also from the machine itself', () => {
    expect(
      sharedLink('evening', 'final', 'http://192.168.1.5:8080', { origin: 'http://127.0.0.1:8080' }),
    ).toBe('http://192.168.1.5:8080/r/evening/final')
    expect(sharedLink('evening', 'final', null, { origin: 'https://vote.example.cn' })).toBe(
      'https://vote.example.cn/r/evening/final',
    )
  })
  test('is none where only this machine could follow it', () => {
    expect(sharedLink('evening', 'final', null, { origin: 'http://127.0.0.1:8080' })).toBeNull()
    expect(sharedLink('evening', 'final', 'http://localhost:8080', { origin: 'http://x.cn' })).toBeNull()
  })
})
