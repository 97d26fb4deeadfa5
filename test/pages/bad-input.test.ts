import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { screens, visit } from '#test/support/browser.ts'
import { Hall, type Room } from './hall.ts'

/** What goes wrong around a vote has its own plain words and a way forward, and voting goes on. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const phone = { viewport: screens.phone, hasTouch: true }

const openRoom = async (over: Partial<Contest> = {}): Promise<Room> => {
  const room = await hall.room(over)
  await room.openRound()
  return room
}

const vote = async (page: Page) => {
  await page.getByRole('checkbox', { name: /里口村/ }).check()
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
}

const says = (page: Page, words: string | RegExp) =>
  page.getByText(words).first().waitFor({ timeout: 30_000 })

/** The same state of the same page in the other language. */
const saysInEnglish = async (page: Page, words: string | RegExp) => {
  const address = new URL(page.url())
  address.searchParams.set('lang', 'en')
  await page.goto(address.href)
  await says(page, words)
}

/** The session that a page has opened. */
const sessionIn = (page: Page, room: Room): Promise<string> =>
  page.evaluate(
    (key) => String(JSON.parse(localStorage.getItem(key) ?? '{}').token),
    `leitai/${room.id}/watch/session`,
  )

/** Opens a page on which a script ran first. */
const visitWith = async (link: string, script: () => void) => {
  const opened = await visit(hall.browser, 'about:blank', phone)
  await opened.page.addInitScript(script)
  await opened.page.goto(link)
  return opened
}

describe('the stream', () => {
  test('is not there: it says so, can be asked for again, and the vote counts', async () => {
    const room = await openRoom({ stream: { kind: 'hls', url: '/nowhere/live.m3u8' } })
    const { page, close } = await room.visit((await room.person()).link)
    await says(page, '直播暂时看不到')
    await says(page, '投票不受影响，画面会自动重连。')
    await page.getByRole('button', { name: '重新加载直播' }).waitFor()
    await vote(page)
    await saysInEnglish(page, 'The stream is not available')
    await says(page, 'Voting is not affected; the picture reconnects by itself.')
    await page.getByRole('button', { name: 'Reload the stream' }).waitFor()
    await close()
  })

  test('has an address that cannot be one: it says so, and the vote counts', async () => {
    const room = await openRoom({ stream: { kind: 'iframe', url: 'http://nowhere.example/' } })
    const { page, close } = await room.visit((await room.person()).link)
    await says(page, '直播地址不对，看不到画面')
    await says(page, '投票照常进行。')
    await vote(page)
    await saysInEnglish(page, 'No picture: the address of the stream is wrong')
    await close()
  })

  test('is over: it says so, can be asked for again, and the vote counts', async () => {
    const room = await openRoom({ stream: { kind: 'hls', url: '/sample/live.m3u8' } })
    const { page, close } = await visit(hall.browser, 'about:blank', phone)
    await page.route('**/sample/live.m3u8', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: `${await answer.text()}\n#EXT-X-ENDLIST\n` })
    })
    await page.goto((await room.person()).link)
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, undefined, {
      timeout: 30_000,
    })
    await page.evaluate(() => {
      const video = document.querySelector('video')
      if (video) video.playbackRate = 8
    })
    await says(page, '直播已结束')
    await says(page, '投票照常进行。')
    await page.getByRole('button', { name: '重新加载直播' }).waitFor()
    await vote(page)
    await close()
  }, 60_000)

  test('stops: the last picture stays, it says so, and plays on when it comes back', async () => {
    const room = await openRoom({ stream: { kind: 'hls', url: '/sample/live.m3u8' } })
    const { page, close } = await room.visit((await room.person()).link)
    await says(page, '直播')
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, undefined, {
      timeout: 30_000,
    })
    await page.route(/\/sample\/.*\.ts/, (route) => route.abort())
    await page.evaluate(() => {
      const video = document.querySelector('video')
      if (video) video.currentTime = video.buffered.end(video.buffered.length - 1) - 0.1
    })
    await says(page, /直播中断了|直播暂时看不到/)
    await vote(page)
    await page.unroute(/\/sample\/.*\.ts/)
    await page.getByText(/直播中断了|直播暂时看不到/).waitFor({ state: 'detached', timeout: 30_000 })
    await close()
  }, 90_000)

  test('may not start by itself: one button plays it', async () => {
    const room = await openRoom({ stream: { kind: 'hls', url: '/sample/live.m3u8' } })
    const { page, close } = await visitWith((await room.person()).link, () => {
      let tapped = false
      addEventListener('pointerdown', () => (tapped = true), true)
      const play = HTMLMediaElement.prototype.play
      HTMLMediaElement.prototype.play = function () {
        if (tapped) return play.call(this)
        return Promise.reject(new DOMException('no gesture', 'NotAllowedError'))
      }
      Object.defineProperty(HTMLMediaElement.prototype, 'autoplay', {
        set: () => undefined,
        get: () => false,
      })
      new MutationObserver(() => document.querySelector('video')?.removeAttribute('autoplay')).observe(
        document,
        {
          childList: true,
          subtree: true,
        },
      )
    })
    await says(page, '手机没有自动播放直播')
    await saysInEnglish(page, 'The stream did not start by itself')
    await page.getByRole('button', { name: 'Play the stream' }).waitFor()
    await page.goto(page.url().replace('lang=en', 'lang=zh'))
    await page.getByRole('button', { name: '播放直播' }).click({ timeout: 30_000 })
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, undefined, {
      timeout: 30_000,
    })
    await vote(page)
    await close()
  }, 60_000)
})

describe('a phone whose clock', () => {
  const day = 86_400_000
  test.each([
    ['ahead', () => Object.assign(window, { off: 86_400_000 })],
    ['behind', () => Object.assign(window, { off: -86_400_000 })],
  ])('is a day %s counts down by the system, says so, and its vote counts', async (_, set) => {
    const room = await openRoom()
    const { page, close } = await visit(hall.browser, 'about:blank', phone)
    await page.addInitScript(set)
    await page.addInitScript(() => {
      const real = Date.now
      Date.now = () => real() + Number(Reflect.get(window, 'off'))
    })
    await page.goto((await room.person()).link)
    await says(page, '距截止')
    await says(page, /这台手机的时间不对.*照常投票/)
    const clock = page.getByRole('timer').first()
    await expect.poll(() => clock.textContent()).toMatch(/^(9:\d\d|10:00)$/)
    await vote(page)
    const { castAt } = await room.ask('GET', '/rounds/final/ballot', undefined, await sessionIn(page, room))
    expect(Math.abs(Date.parse(castAt) - Date.now())).toBeLessThan(day / 2)
    await saysInEnglish(page, /This phone's clock is wrong.*vote as usual/)
    await close()
  })

  test('is right hears nothing of it', async () => {
    const room = await openRoom()
    const { page, close } = await room.visit((await room.person()).link)
    await vote(page)
    expect(await page.getByText('这台手机的时间不对').count()).toBe(0)
    await close()
  })
})

describe('a code', () => {
  test('in use on another device is told from a wrong one, and a new one goes on from there', async () => {
    const room = await openRoom({
      electorates: [
        { id: 'village', name: '村', role: 'voter', oneDevice: true },
        { id: 'judges', name: '评委', role: 'judge' },
      ],
    })
    const person = await room.person()
    const first = await room.visit(person.link)
    await says(first.page, '请选 1–3 个')

    const second = await room.visit(person.link)
    await says(second.page, '登录码已在另一台设备上使用')
    await says(second.page, /请用原来的设备打开，或请工作人员补发登录码/)
    await second.page.goto(`${hall.base}/watch?contest=${room.id}&lang=en#${person.code}`)
    await says(second.page, 'This code is in use on another device')
    await second.page.goto(person.link)
    await says(second.page, '登录码已在另一台设备上使用')
    const { code } = await room.reissue(person.id)
    await second.page.getByLabel('登录码').fill(code)
    await second.page.getByRole('button', { name: '进入' }).click()
    await vote(second.page)
    await first.close()
    await second.close()
  })

  test('that was issued anew ends the old page, which keeps the ballot until the new code is typed', async () => {
    const room = await openRoom()
    const person = await room.person()
    const { page, close } = await room.visit(person.link)
    await page.getByRole('checkbox', { name: /里口村/ }).check()
    const { code } = await room.reissue(person.id)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await page.getByRole('button', { name: '投票', exact: true }).click()
    await says(page, '登录已失效')
    await says(page, /请打开新的链接，或在这里输入新登录码；已填的内容会保留/)
    expect(await page.getByText('投票成功').count()).toBe(0)

    await page.getByLabel('登录码').fill(code)
    await page.getByRole('button', { name: '进入' }).click()
    await page.getByRole('heading', { name: '投票成功' }).waitFor()
    await expect.poll(() => room.turnout()).toBe(1)
    await close()
  })

  test('that nobody has is refused in plain words', async () => {
    const room = await openRoom()
    const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}#AAAA-BBBB-CCCC`)
    await says(page, '登录码无效')
    await says(page, /请对照登录卡，或联系工作人员/)
    await page.getByLabel('登录码').waitFor()
    await page.goto(`${hall.base}/watch?contest=${room.id}&lang=en#AAAA-BBBB-CCCC`)
    await says(page, 'This code is not valid')
    await says(page, /Check your card or ask the staff/)
    await close()
  })

  test('in a new link, opened in the same tab, is taken', async () => {
    const room = await openRoom()
    const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}`)
    await says(page, '投票需要登录码')
    await page.goto((await room.person()).link)
    await vote(page)
    await close()
  })
})

test('an expired session is renewed without a word, and the vote counts', async () => {
  const room = await openRoom()
  const { page, close } = await room.visit((await room.person()).link)
  await says(page, '请选 1–3 个')
  const key = `leitai/${room.id}/watch/session`
  await page.evaluate((key) => {
    const session: object = JSON.parse(localStorage.getItem(key) ?? '{}')
    localStorage.setItem(key, JSON.stringify({ ...session, token: 'e30.e30.e30' }))
  }, key)
  await page.reload()
  await vote(page)
  await close()
})

test('where storage is disabled the page says what that means, and the vote counts', async () => {
  const room = await openRoom()
  const { link } = await room.person()
  const { page, close } = await visitWith(link, () => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await says(page, '本机不允许网页保存数据')
  await page.route('**/ballot', (route) => route.abort())
  await page.getByRole('checkbox', { name: /里口村/ }).check()
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await says(page, /本机不能保存选票/)
  await page.unroute('**/ballot')
  await page.getByRole('button', { name: '立即再送' }).click()
  await page.getByRole('heading', { name: '投票成功' }).waitFor()
  await page.goto(link.replace('?', '?lang=en&'))
  await says(page, 'This browser does not let pages store anything.')
  await close()
})

test('where there are no sockets the page polls, and follows the round to its close', async () => {
  const room = await openRoom()
  const { page, close } = await visitWith((await room.person()).link, () => {
    Reflect.deleteProperty(window, 'WebSocket')
  })
  await vote(page)
  await room.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
  await says(page, '投票已截止')
  await close()
})
