import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import type { PersonalCode } from '#contract/people.ts'
import { screens, visit } from '#test/support/browser.ts'
import { Hall, type Room } from './hall.ts'

/** What a phone remembers, and what it does without when the hall changes under it. */

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open()
}, 120_000)
afterAll(() => hall.close())

const phone = { viewport: screens.phone, hasTouch: true }
const type = (page: Page) => page.evaluate(() => document.documentElement.dataset['type'])
const received = (page: Page) => page.getByRole('heading', { name: '投票成功' })

const choose = (page: Page) => page.getByRole('checkbox', { name: /里口村/ }).check()
const vote = async (page: Page) => {
  await choose(page)
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await received(page).waitFor()
}

describe('large type', () => {
  test('is one tap away, and remembered by every page of the phone', async () => {
    const room = await hall.room()
    await room.openRound()
    const { page, close } = await room.visit((await room.person()).link)
    await page.getByRole('button', { name: '大字' }).click()
    expect(await type(page)).toBe('large')
    for (const path of [
      `/watch?contest=${room.id}`,
      `/result?contest=${room.id}`,
      `/judge?contest=${room.id}`,
    ]) {
      await page.goto(`${hall.base}${path}`)
      await expect.poll(() => type(page), { message: path }).toBe('large')
    }
    await page.goto(`${hall.base}/watch?contest=${room.id}`)
    await page.getByRole('button', { name: '标准字' }).click()
    await page.reload()
    await page.getByRole('button', { name: '大字' }).waitFor()
    expect(await type(page)).toBeUndefined()
    await close()
  }, 60_000)

  test('lasts for the visit where the browser keeps nothing', async () => {
    const room = await hall.room()
    await room.openRound()
    const { link } = await room.person()
    const { page, close } = await visit(hall.browser, 'about:blank', phone)
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    })
    await page.goto(link)
    await page.getByRole('button', { name: '大字' }).click()
    await vote(page)
    expect(await type(page)).toBe('large')
    await close()
  }, 60_000)
})

test.each(['room-that-is-pushed', `rehearsed-${'long-'.repeat(10)}-`])(
  'the document of %s comes through the socket',
  async (id) => {
    const room = await hall.room({ id, stream: { kind: 'none' } })
    const { page, close } = await visit(hall.browser, 'about:blank', phone)
    const heard: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
    await page.goto(`${hall.base}/watch?contest=${id}`)
    const types = () => heard.map((text) => (JSON.parse(text) as { type: string }).type)
    await expect.poll(types, { timeout: 20_000 }).toContain('subscribe_success')
    await room.openRound()
    await expect.poll(types, { timeout: 20_000 }).toContain('data')
    await close()
  },
  60_000,
)

test('where sockets are refused, figures and turnout still come', async () => {
  const room = await hall.room({ stream: { kind: 'none' } }, { figures: 'live' })
  await room.openRound()
  const [mine, ...others] = await room.people(4)
  if (!mine) throw new Error('nobody was added')
  const { page, close } = await visit(hall.browser, 'about:blank', phone)
  let refused = 0
  await page.routeWebSocket(/\/event\/realtime/, (socket) => {
    refused += 1
    void socket.close()
  })
  await page.goto(mine.link)
  await vote(page)
  const first = page.locator('tbody tr').first()
  await expect.poll(() => first.textContent(), { timeout: 20_000 }).toContain('里口村')
  for (const other of others) await room.cast(other, { electorate: 'village', choices: ['c-2'] })
  await expect.poll(() => first.textContent(), { timeout: 20_000 }).toContain('镐地村')
  expect(await first.textContent()).toContain('75.00')
  await page.getByText('4/4').waitFor()
  expect(refused).toBeGreaterThan(0)
  await close()
}, 60_000)

test('a rehearsal that is wiped under an open page is followed by the next one, without a reload and without its receipts', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  const rehearse = async () => {
    const { contest } = await room.ask('POST', '/rehearsal')
    const ask = (path: string, body: object) => hall.ask('POST', `/contests/${contest}${path}`, body)
    const { voters } = await ask('/voters', { voters: [{ id: 'p-1', electorate: 'village' }] })
    const link: unknown = voters[0].link
    return {
      link: String(link),
      open: () => ask('/commands', { type: 'openRound', round: 'final', seconds: 600 }),
    }
  }
  const first = await rehearse()
  await first.open()
  const { page, close } = await room.visit(first.link)
  await vote(page)

  await room.ask('DELETE', '/rehearsal')
  await page.getByText('没有找到这场活动').waitFor({ timeout: 60_000 })
  const second = await rehearse()
  await page.getByText('投票还没有开始').waitFor({ timeout: 60_000 })
  await second.open()
  // The same voter, round and attempt as before, and nothing of them is left.
  await page.getByRole('checkbox').first().waitFor({ timeout: 60_000 })
  expect(await received(page).count()).toBe(0)
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)

  await page.goto(second.link)
  await vote(page)
  await close()
}, 180_000)

describe('where anyone may vote', () => {
  const open: Partial<Contest> = {
    stream: { kind: 'none' },
    electorates: [
      { id: 'village', name: '村', role: 'voter', admission: 'open' },
      { id: 'judges', name: '评委', role: 'judge' },
    ],
  }

  test('a session that has run out keeps its receipt, and cannot be made into a second ballot', async () => {
    const room = await hall.room(open)
    await room.openRound()
    const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}&electorate=village`)
    await vote(page)
    const receipt = await page.locator('.number').textContent()
    await page.evaluate((key) => {
      const session: object = JSON.parse(localStorage.getItem(key) ?? '{}')
      localStorage.setItem(key, JSON.stringify({ ...session, token: 'e30.e30.e30' }))
    }, `leitai/${room.id}/watch/session`)

    await page.reload()
    await page.getByText('登录已过期，不能再改').waitFor()
    expect(await page.locator('.number').textContent()).toBe(receipt)
    expect(await page.getByRole('button', { name: '修改' }).count()).toBe(0)
    await page.reload()
    await page.getByText('登录已过期，不能再改').waitFor()
    expect(await room.turnout()).toBe(1)

    // The next attempt is open to the phone as to anybody else.
    await room.command({ type: 'voidRound', round: 'final', reason: '重投' })
    await room.openRound()
    await vote(page)
    await page.getByRole('button', { name: '修改' }).waitFor()
    await close()
  }, 60_000)

  test('a session that runs out before the vote costs nothing: the ballot goes out under the next one, and can be changed', async () => {
    const room = await hall.room(open)
    await room.openRound()
    const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}&electorate=village`)
    await choose(page)
    await page.evaluate((key) => {
      const session: object = JSON.parse(localStorage.getItem(key) ?? '{}')
      localStorage.setItem(key, JSON.stringify({ ...session, token: 'e30.e30.e30' }))
    }, `leitai/${room.id}/watch/session`)
    await page.route('**/ballot', (route) => route.abort())
    await page.reload()
    await expect.poll(() => page.getByRole('checkbox', { name: /里口村/ }).isChecked()).toBe(true)
    await page.unroute('**/ballot')
    await page.getByRole('button', { name: '投票', exact: true }).click()
    await received(page).waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByRole('checkbox', { name: /镐地村/ }).check()
    await page.getByRole('button', { name: '提交修改' }).click()
    await page.getByText('里口村、镐地村').waitFor()
    await expect.poll(() => room.turnout()).toBe(1)
    await close()
  }, 60_000)
})

test('a ballot that the phone never sent is named as such; with a new code it can be changed', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  await room.openRound()
  const person = await room.person()
  await room.cast(person, { electorate: 'village', choices: ['c-5'] })
  const { page, close } = await room.visit(person.link)
  await received(page).waitFor()
  await page.getByText('这张选票不是从本机投出的').waitFor()

  const { code } = await room.reissue(person.id)
  await page.goto(`${hall.base}/watch?contest=${room.id}#${code}`)
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByRole('checkbox', { name: /西古现村/ }).uncheck()
  await choose(page)
  await page.getByRole('button', { name: '提交修改' }).click()
  await received(page).waitFor()
  expect(await page.getByText('这张选票不是从本机投出的').count()).toBe(0)
  await page.reload()
  await received(page).waitFor()
  expect(await page.getByText('这张选票不是从本机投出的').count()).toBe(0)
  await close()
}, 60_000)

/** Somebody on the roster by name, with a link and a code. */
const named = async (room: Room, id: string, name: string): Promise<PersonalCode> => {
  const voters = [{ id, electorate: 'village', name, unit: '里口村' }]
  return (await room.ask('POST', '/voters', { voters })).voters[0]
}

describe('whoever opens a link', () => {
  test('reads at the top who is signed in, before anything is open', async () => {
    const room = await hall.room()
    const { page, close } = await room.visit((await named(room, 'wang', '王秀兰')).link)
    await page.getByText('投票还没有开始').waitFor()
    expect((await page.locator('.signed-in p').innerText()).replace(/\s+/g, ' ')).toBe(
      '✓ 王秀兰 · 里口村 · 村 已登录',
    )
    await close()
  }, 60_000)

  test('with a bad code sees at the very top which it was; what is typed next stays in its field', async () => {
    const room = await hall.room()
    const { page, close } = await room.visit(`${hall.base}/watch?contest=${room.id}#K7QM-2345-ABCD`)
    const box = page.getByRole('alert')
    await box.getByRole('heading', { name: '登录码无效' }).waitFor()
    expect(await box.innerText()).toContain('K7QM-••••-••CD')
    expect(await box.innerText()).toContain('联系工作人员')
    expect((await box.boundingBox())?.y).toBeLessThan(20)
    await box.getByLabel('登录码').fill('k7qm 2345 abce')
    await box.getByRole('button', { name: '进入' }).click()
    await expect.poll(() => box.getByRole('button', { name: '进入' }).isEnabled()).toBe(true)
    expect(await box.getByLabel('登录码').inputValue()).toContain('k7qm')
    await close()
  }, 60_000)
})

test('two voters on one phone: each has a ballot and a receipt, and nobody’s goes out as another’s', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  const wang = await named(room, 'wang', '王秀兰')
  const zhang = await named(room, 'zhang', '张建国')
  await room.openRound()
  const { page, close } = await room.visit(wang.link)
  const another = async () => page.getByRole('button', { name: '换一位投票人' }).click()
  const receipt = () => page.locator('.receipt .number').innerText()
  await page.getByText('第一片区 · 王秀兰的选票').waitFor()
  await vote(page)
  const wangs = await receipt()

  await another()
  await page.getByLabel('登录码').fill('K7QM-2345-ABCD')
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('alert').waitFor()
  await received(page).waitFor()
  await page.getByLabel('登录码').fill(zhang.code)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByText('第一片区 · 张建国的选票').waitFor()
  await page.getByRole('checkbox', { name: /镐地村/ }).check()

  // What is half filled in waits for its voter.
  await another()
  await page.getByText('本轮已投').waitFor()
  await page.getByRole('button', { name: '换成这位' }).click()
  await received(page).waitFor()
  expect(await receipt()).toBe(wangs)
  await page.getByText('王秀兰的选票').waitFor()
  await another()
  await page.getByRole('button', { name: '换成这位' }).click()
  expect(await page.getByRole('checkbox', { name: /镐地村/ }).isChecked()).toBe(true)
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await received(page).waitFor()
  expect(await receipt()).not.toBe(wangs)

  const cast = async ({ code }: PersonalCode) =>
    (await room.ask('GET', '/rounds/final/ballot', undefined, await hall.signIn(code))).ballot.choices
  expect([await cast(wang), await cast(zhang)]).toEqual([['c-1'], ['c-2']])
  await close()
}, 60_000)

test('the ballot of a voter who has handed the phone on goes out all the same, and the page says whose waits', async () => {
  const room = await hall.room({ stream: { kind: 'none' } })
  const wang = await named(room, 'wang', '王秀兰')
  const zhang = await named(room, 'zhang', '张建国')
  await room.openRound()
  const { page, close } = await room.visit(zhang.link)
  await page.getByText('张建国的选票').waitFor()
  await page.goto(wang.link)
  await page.getByText('王秀兰的选票').waitFor()
  let lost = true
  await page.route('**/rounds/final/ballot', (route) => (lost ? route.abort() : route.continue()))
  await choose(page)
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await page.getByRole('heading', { name: /尚未送达/ }).waitFor()
  await page.getByRole('button', { name: '换一位投票人' }).click()
  await page.getByRole('button', { name: '换成这位' }).click()
  await page.getByText('王秀兰的选票尚未送达').waitFor()
  lost = false
  await expect.poll(() => room.turnout(), { timeout: 30_000 }).toBe(1)
  await page.getByText('王秀兰的选票尚未送达').waitFor({ state: 'detached' })
  await page.getByText('张建国的选票').waitFor()
  await close()
}, 90_000)
