import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '#functions/routes.ts'
import { LocalSystem, type Links } from '#test/support/local-system.ts'
import { Player } from '#test/support/player.ts'

/** What clients do that want to do harm, or are broken: each is answered shortly, and everybody else as if nothing were. */
let system: LocalSystem
let links: Links
let player: Player

beforeAll(async () => {
  system = await LocalSystem.start()
  links = await system.links()
  player = new Player(() => system.base)
}, 60_000)
afterAll(() => system.stop())

describe('connections on which nothing more comes', () => {
  it('keep nobody from the live document', async () => {
    const sockets = Array.from({ length: 3 }, () => connect(Number(new URL(system.base).port), '127.0.0.1'))
    const path = `/api/contests/${links.contest}/live`
    for (const socket of sockets) {
      socket.on('error', () => socket.destroy())
      socket.write(`GET ${path} HTTP/1.1\r\nHost: leitai\r\nContent-Length: 5\r\n\r\n`)
    }
    try {
      const viewers = Array.from({ length: 20 }, () => fetch(system.base + path))
      expect((await Promise.all(viewers)).map(({ status }) => status)).toEqual(Array(20).fill(200))
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  })
})

describe('somebody in the hall who guesses codes', () => {
  it('locks nobody out who sits behind the same address', async () => {
    const open = async (code: string) => (await player.ask('POST', '/sessions', undefined, { code })).status
    for (let tries = 0; tries < 1_010; tries += 101)
      await Promise.all(Array.from({ length: 101 }, () => open('2222-3333-4444')))
    expect(await open('2222-3333-4444')).toBe(429)
    expect(await open(links.voters[0]?.code ?? '')).toBe(200)
  })
})

describe('a voter who casts as fast as the line lets them', () => {
  it('is told when to go on after twenty, and others vote', async () => {
    const organiser = await player.signIn(links.organiser.code)
    const open = { type: 'openRound', round: 'round-district-2' }
    expect((await player.ask('POST', `/contests/${links.contest}/commands`, organiser, open)).status).toBe(
      200,
    )
    const contest = (await player.ask('GET', `/contests/${links.contest}`)).body
    const round = contest.rounds.find(({ id }: { id: string }) => id === 'round-district-2')
    const panel = round.panels.find(({ ballot }: { ballot: { kind: string } }) => ballot.kind === 'choose')
    const path = `/contests/${links.contest}/rounds/${round.id}/ballot`
    const choices: string[] = contest.contestants
      .filter(({ group }: { group: string }) => group === round.group)
      .map(({ id }: { id: string }) => id)
    const voters = links.voters.filter(({ electorate }) => electorate === panel.electorate)
    const cast = (token: string, number: number) =>
      player.ask('PUT', path, token, {
        ballot: { electorate: panel.electorate, choices: [choices[number % 2]] },
        requestId: `quick-${number}`,
      })

    const token = await player.signIn(voters[0]?.code ?? '')
    const statuses: number[] = []
    for (let number = 0; number < 21; number++) statuses.push((await cast(token, number)).status)
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429])
    expect((await player.ask('GET', path, token)).body.revision).toBe(20)
    expect((await cast(await player.signIn(voters[1]?.code ?? ''), 0)).status).toBe(200)
  })
})

const mostBytes = 1_048_576
/** As often as it fits into the longest body. */
const filled = (begin: string, part: string, end: string): string =>
  begin + part.repeat(Math.floor((mostBytes - begin.length - end.length) / part.length)) + end
const nested = (open: string, close: string, inside = '1'): string => {
  const levels = Math.floor((mostBytes - inside.length) / (open.length + close.length))
  return open.repeat(levels) + inside + close.repeat(levels)
}
const counted = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(',')
const long = 'x'.repeat(mostBytes / 2)

const bodies: Record<string, string> = {
  'forbidden names in one another': nested('{"__proto__":', '}'),
  'a forbidden name under many': nested('{"a":', '}', '{"__proto__":1}'),
  'forbidden names beside one another': filled('{"a":[', '{"__proto__":1},', '0]}'),
  'lists in lists': nested('[', ']'),
  'objects in lists': nested('[{"a":', '}]'),
  'lists without an end': filled('', '[', ''),
  'objects without an end': filled('', '{"a":', ''),
  'a string without an end': filled('{"code":"', '\\"', ''),
  'very many unknown fields': `{${counted(70_000, (index) => `"f${index}":1`)}}`,
  'a very long name': `{"${long}":{"${long.slice(0, -100)}":1}}`,
  'very many values': filled('{"voters":[', '{},', '{}]}'),
  'a ballot of very many marks': `{"requestId":"a","ballot":{"electorate":"villages","scores":{"a":{${counted(60_000, (index) => `"c${index}":""`)}}}}}`,
  'a ballot of very many names': `{"requestId":"a","ballot":{"electorate":"villages","grades":{${counted(60_000, (index) => `"|${index}":""`)}}}}`,
  'a document with one id again and again': `{"id":"haiyang-2022","title":"t","electorates":[],"contestants":[${counted(20_000, () => '{"id":"a","name":"a"}')}],"rounds":[${counted(20_000, () => '{"id":"a"}')}]}`,
  'a document that refers to very long names': `{"id":"haiyang-2022","title":"t","electorates":[{"id":"e","name":"e","role":"voter"}],"contestants":[{"id":"a","name":"a"}],"rounds":[{"id":"r","title":"r","group":"${long}","panels":[{"electorate":"${long.slice(2_000)}"}]}]}`,
}

const writing = routes.filter(({ body }) => body !== undefined)

describe('a body of a megabyte', () => {
  const tokens = new Map<string, string>()
  beforeAll(async () => {
    const voter = links.voters[0]?.code ?? ''
    for (const [role, code] of [
      ['owner', links.owner.code],
      ['voter', voter],
    ] as const)
      tokens.set(role, await player.signIn(code))
  })
  const tokenFor = (who: (typeof writing)[number]['who']): string | undefined =>
    who === 'anyone' ? undefined : tokens.get(who.includes('voter') ? 'voter' : 'owner')

  describe.each(writing.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    (_, route) => {
      it.each(Object.entries(bodies))('with %s is refused in few words', async (name, body) => {
        expect(body.length, name).toBeLessThanOrEqual(mostBytes)
        const path = route.path.replace('{contest}', links.contest).replace('{round}', 'round-district-2')
        const token = tokenFor(route.who)
        const answer = await fetch(system.base + path, {
          method: route.method,
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body,
        })
        const text = await answer.text()
        expect(answer.status, text.slice(0, 300)).toBeGreaterThanOrEqual(400)
        expect(answer.status, text.slice(0, 300)).toBeLessThan(500)
        expect(text.length).toBeLessThan(60_000)
        expect((await player.ask('GET', `/contests/${links.contest}/live`)).status).toBe(200)
      })
    },
  )
})
