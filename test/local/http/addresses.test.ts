import { expect, test } from 'vitest'
import { addressesOf } from '#local/http/addresses.ts'

const sharing = { sharesConsole: false, certificate: undefined, address: undefined }

test('a front on this machine only goes by one address', () => {
  expect(addressesOf('127.0.0.1', 8080)).toEqual({
    base: 'http://127.0.0.1:8080',
    own: 'http://127.0.0.1:8080',
    console: 'http://127.0.0.1:8080',
    realtime: 'ws://127.0.0.1:8080/event/realtime',
  })
})

test('the address that people open is the one that was given, whatever the front listens to; the console stays', () => {
  const address = 'https://vote.example.cn'
  expect(addressesOf('127.0.0.1', 8080, { ...sharing, address })).toEqual({
    base: address,
    own: 'http://127.0.0.1:8080',
    console: 'http://127.0.0.1:8080',
    realtime: 'wss://vote.example.cn/event/realtime',
  })
  expect(addressesOf('192.168.1.5', 8080, { ...sharing, sharesConsole: true, address }).console).toBe(address)
})
