import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '#functions/routes.ts'
import { LocalSystem, type Links } from '#test/support/local-system.ts'

/** A link travels through messengers whose servers look at it, and at everything near it, before its owner does. */
let system: LocalSystem
let links: Links
beforeAll(async () => {
  system = await LocalSystem.start()
  links = await system.links()
})
afterAll(() => system.stop())

const methods = ['GET', 'HEAD', 'OPTIONS']

describe('a personal link', () => {
  it('is still good after a thousand looks at its page and at the sessions, and comes back in none of the answers', async () => {
    for (const [person, times] of [
      [links.voters[0], 1_000],
      [links.judges[0], 24],
      [links.organiser, 24],
    ] as const) {
      const { code = '', link = '' } = person ?? {}
      const page = new URL(link)
      expect(page.hash).toBe(`#${code}`)
      const looks = [
        page,
        new URL(`${page.pathname}?contest=${links.contest}&code=${code}`, system.base),
        new URL(`/api/sessions?code=${code}`, system.base),
        new URL(`/api/contests/${links.contest}?code=${code}`, system.base),
      ]
      for (let asked = 0; asked < times; asked++) {
        const url = looks[asked % looks.length] ?? page
        const method = methods[asked % methods.length] ?? 'GET'
        const answer = await fetch(url, { method, headers: { 'user-agent': 'link preview' } })
        const said = JSON.stringify([...answer.headers]) + (await answer.text())
        expect(said.includes(code), `${method} ${url.pathname}`).toBe(false)
        expect(answer.headers.get('set-cookie')).toBe(null)
      }
      const opened = await fetch(`${system.base}/api/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      expect(opened.status).toBe(200)
    }
  }, 120_000)

  it('leads to a page that tells no other site where it was', async () => {
    for (const { link } of [links.voters[0], links.judges[0], links.organiser].flatMap(
      (person) => person ?? [],
    )) {
      const answer = await fetch(link)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(await answer.text()).toContain('<meta name="referrer" content="no-referrer" />')
    }
  })
})

describe('a code that is wrong', () => {
  it('is not repeated in the refusal', async () => {
    for (const body of [
      { code: 'WRNG-CODE-2345' },
      { code: 'WRNG-CODE-2345', more: 1 },
      { code: ['WRNG-CODE-2345'] },
    ]) {
      const answer = await fetch(`${system.base}/api/sessions`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await answer.text()).not.toContain('WRNG')
    }
  })
})

it('no route takes a code by GET', () => {
  for (const { method, path, function: name } of routes)
    if (path.includes('{code}') || name === 'open-session') expect(method, path).toBe('POST')
})
