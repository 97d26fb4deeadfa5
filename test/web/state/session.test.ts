import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../../../web/api/problem.ts'
import { sayEntry } from '../../../web/i18n/entry.ts'
import { readLink } from '../../../web/state/link.ts'
import { SessionKeeper } from '../../../web/state/session.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const session = (token: string) => ({
  token,
  role: 'voter',
  contest: 'harvest',
  electorate: 'village',
  voter: 'v-1',
  expiresAt: '2020-01-01T00:00:00.000Z',
})

/** The codes that were sent to be exchanged, and what the server makes of each. */
const codes: unknown[] = []
let exchange: (body: unknown) => Response | Promise<Response>
const shown: string[] = []

const open = async (url: string, storage = new Storage(() => null)) => {
  const keeper = new SessionKeeper('watch', readLink(new URL(url, 'https://leitai.example')), storage)
  await keeper.open()
  return { keeper, storage }
}

beforeEach(() => {
  codes.length = 0
  shown.length = 0
  exchange = () => answer(200, session('t-1'))
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    codes.push(JSON.parse(body))
    return Promise.resolve(exchange(JSON.parse(body)))
  })
  vi.stubGlobal('location', { href: 'https://leitai.example/watch?contest=harvest#AAAA-BBBB' })
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, url: string) => shown.push(url),
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('a personal link', () => {
  it('opens a session and leaves no code in the address bar', async () => {
    const { keeper } = await open('/watch?contest=harvest#AAAA-BBBB')
    expect(keeper.entry).toBe('open')
    expect(keeper.session?.voter).toBe('v-1')
    expect(codes).toEqual([{ code: 'AAAA-BBBB' }])
    expect(shown).toEqual(['/watch?contest=harvest'])
  })

  it('is exchanged once: the next visit remembers the session, whatever the phone takes for today', async () => {
    const { storage } = await open('/watch?contest=harvest#AAAA-BBBB')
    const { keeper } = await open('/watch?contest=harvest', storage)
    expect(keeper.entry).toBe('open')
    expect(codes).toHaveLength(1)
  })

  it('of another person replaces the one that is remembered', async () => {
    const { storage } = await open('/watch?contest=harvest#AAAA-BBBB')
    await open('/watch?contest=harvest#CCCC-DDDD', storage)
    expect(codes).toEqual([{ code: 'AAAA-BBBB' }, { code: 'CCCC-DDDD' }])
  })

  it('is refused when the code is not valid, and does not cost the one that is', async () => {
    const { storage } = await open('/watch?contest=harvest#AAAA-BBBB')
    exchange = () => answer(401, { code: 'unauthorized' })
    const { keeper } = await open('/watch?contest=harvest#WRONG-CODE', storage)
    expect(keeper.entry).toBe('refused')
    expect((await open('/watch?contest=harvest', storage)).keeper.entry).toBe('open')
  })

  it('is refused, not unreachable, when the network has sent too many wrong ones: a right one would open', async () => {
    exchange = () => answer(429, { code: 'too-many' })
    const { keeper } = await open('/watch?contest=harvest#WRONG-CODE')
    expect(keeper.entry).toBe('refused')
    expect(sayEntry(keeper).hint).toContain('a correct code is always accepted')
    await expect(keeper.authorised(() => Promise.resolve())).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('is unreachable, not refused, without a network', async () => {
    exchange = () => Promise.reject(new TypeError('Failed to fetch'))
    const { keeper } = await open('/watch?contest=harvest#AAAA-BBBB')
    expect(keeper.entry).toBe('unreachable')
    exchange = () => answer(200, session('t-1'))
    await keeper.open()
    expect(keeper.entry).toBe('open')
  })
})

describe('a page without a code', () => {
  it('asks for one', async () => expect((await open('/watch?contest=harvest')).keeper.entry).toBe('no-code'))

  it('takes a seat where admission is open', async () => {
    await open('/watch?contest=harvest&electorate=viewers')
    expect(codes).toEqual([{ contest: 'harvest', electorate: 'viewers' }])
  })
})

describe('a session that the server no longer accepts', () => {
  it('is renewed from the code, once for all calls that wait', async () => {
    const { keeper } = await open('/watch?contest=harvest#AAAA-BBBB')
    exchange = () => answer(200, session('t-2'))
    const call = (token: string) =>
      token === 't-2' ? Promise.resolve('done') : Promise.reject(new Problem('unauthorized'))
    expect(await Promise.all([keeper.authorised(call), keeper.authorised(call)])).toEqual(['done', 'done'])
    expect(codes).toHaveLength(2)
  })

  it('ends when the code was issued anew to somebody else', async () => {
    const { keeper } = await open('/watch?contest=harvest#AAAA-BBBB')
    exchange = () => answer(401, { code: 'unauthorized' })
    await expect(keeper.authorised(() => Promise.reject(new Problem('unauthorized')))).rejects.toMatchObject({
      code: 'unauthorized',
    })
    expect(keeper.entry).toBe('refused')
  })
})

describe('several voters on one phone', () => {
  const wang = { ...session('t-wang'), voter: 'wang', name: '王秀兰' }
  const zhang = { ...session('t-zhang'), voter: 'zhang', name: '张三' }
  const names = (keeper: SessionKeeper) => keeper.others.map((person) => person.session.name)
  const both = async () => {
    exchange = (body) => answer(200, JSON.stringify(body).includes('AAAA') ? wang : zhang)
    const { storage } = await open('/watch?contest=harvest#AAAA-BBBB')
    return open('/watch?contest=harvest#CCCC-DDDD', storage)
  }

  it('are told apart, and each goes on without typing a code again', async () => {
    const { keeper, storage } = await both()
    expect([keeper.session?.name, ...names(keeper)]).toEqual(['张三', '王秀兰'])
    const [other] = keeper.others
    if (other === undefined) throw new Error('there is one')
    keeper.turnTo(other)
    expect([keeper.session?.name, ...names(keeper)]).toEqual(['王秀兰', '张三'])
    expect(codes).toHaveLength(2)
    const again = await open('/watch?contest=harvest', storage)
    expect([again.keeper.session?.name, ...names(again.keeper)]).toEqual(['王秀兰', '张三'])
    expect(codes).toHaveLength(2)
  })

  it('come one after another: a wrong code leaves the one who is signed in', async () => {
    const { keeper } = await both()
    exchange = () => answer(401, { code: 'unauthorized' })
    await expect(keeper.admit('WRONG-CODE')).rejects.toMatchObject({ code: 'unauthorized' })
    exchange = () => answer(200, { ...wang, contest: 'elsewhere' })
    await expect(keeper.admit('EEEE-FFFF')).rejects.toMatchObject({ code: 'not-found' })
    expect([keeper.entry, keeper.session?.name]).toEqual(['open', '张三'])
    exchange = () => answer(200, { ...session('t-li'), voter: 'li', name: '李四' })
    await keeper.admit('GGGG-HHHH')
    expect([keeper.session?.name, ...names(keeper)]).toEqual(['李四', '王秀兰', '张三'])
    keeper.others.forEach((person) => keeper.forget(person))
    expect(names(keeper)).toEqual([])
  })

  it('never lend each other a session: what one has begun is not called with another’s', async () => {
    const { keeper } = await both()
    const { turn } = keeper
    const tokens: string[] = []
    const call = (token: string) => {
      tokens.push(token)
      const [other] = keeper.others
      if (other !== undefined) keeper.turnTo(other)
      return Promise.reject(new Problem('unauthorized'))
    }
    await expect(keeper.authorised(call, turn)).rejects.toMatchObject({ code: 'offline' })
    await expect(keeper.authorised(call, turn)).rejects.toMatchObject({ code: 'offline' })
    expect(tokens).toEqual(['t-zhang'])
  })

  it('have no second seat where anyone may take one', async () => {
    exchange = () => answer(200, { ...session('t-1'), voter: 'open-1', electorate: 'viewers' })
    const { storage } = await open('/watch?contest=harvest&electorate=viewers')
    exchange = () => answer(200, zhang)
    const { keeper } = await open('/watch?contest=harvest#CCCC-DDDD', storage)
    const [seat] = keeper.others
    expect(keeper.others).toHaveLength(1)
    exchange = () => answer(200, { ...session('t-2'), voter: 'open-2', electorate: 'viewers' })
    if (seat !== undefined) keeper.turnTo(seat)
    const token = await keeper.authorised((held) =>
      held === 't-2' ? Promise.resolve(held) : Promise.reject(new Problem('unauthorized')),
    )
    expect([token, ...names(keeper)]).toEqual(['t-2', '张三'])
    expect(codes.at(-1)).toEqual({ contest: 'harvest', electorate: 'viewers' })
  })

  it('can go on where a link with a bad code was opened; the code is known, and that it was not typed', async () => {
    const { storage } = await both()
    exchange = () => answer(401, { code: 'unauthorized' })
    const { keeper } = await open('/watch?contest=harvest#EEEE-FFFF', storage)
    expect([keeper.entry, keeper.tried]).toEqual(['refused', { code: 'EEEE-FFFF', typed: false }])
    await keeper.open('gggg')
    expect(keeper.tried).toEqual({ code: 'gggg', typed: true })
    const [wangs] = keeper.others
    if (wangs !== undefined) keeper.turnTo(wangs)
    expect([keeper.entry, keeper.session?.name]).toEqual(['open', '王秀兰'])
  })
})

describe('somebody of the staff', () => {
  const staff = (role: 'owner' | 'organiser' | 'observer' | 'clerk') => ({
    token: 't-staff',
    role,
    contest: role === 'owner' ? '*' : 'harvest',
    expiresAt: '2020-01-01T00:00:00.000Z',
  })
  const disk = () => {
    const kept = new Map<string, string>()
    return Object.assign(Object.create(null), {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem(this: Record<string, string>, key: string, value: string) {
        kept.set(key, value)
        this[key] = value
      },
      removeItem(this: Record<string, string>, key: string) {
        kept.delete(key)
        Reflect.deleteProperty(this, key)
      },
      said: () => [...kept].join(),
    }) as globalThis.Storage & { said: () => string }
  }
  const sitDown = async (url: string, device: globalThis.Storage, tab: globalThis.Storage) => {
    const keeper = new SessionKeeper(
      url.startsWith('/console') ? 'console' : 'watch',
      readLink(new URL(url, 'https://leitai.example')),
      new Storage(() => device),
      new Storage(() => tab),
    )
    await keeper.open()
    return keeper
  }

  it.each(['owner', 'organiser', 'observer', 'clerk'] as const)(
    'an %s stays signed in over a reload, and leaves nothing on the device, nor the code in the tab',
    async (role) => {
      exchange = () => answer(200, staff(role))
      for (const page of ['console', 'watch']) {
        const [device, tab] = [disk(), disk()]
        expect((await sitDown(`/${page}?contest=harvest#AAAA-BBBB`, device, tab)).entry).toBe('open')
        expect(device.said()).toBe('')
        expect(tab.said()).not.toContain('AAAA')
        expect((await sitDown(`/${page}?contest=harvest`, device, tab)).entry).toBe('open')
        expect((await sitDown(`/${page}?contest=harvest`, device, disk())).entry).toBe('no-code')
      }
    },
  )

  it('finds an owner signed in after a reload at another contest than the first', async () => {
    exchange = () => answer(200, staff('owner'))
    const [device, tab] = [disk(), disk()]
    await sitDown('/console?contest=harvest#AAAA-BBBB', device, tab)
    const keeper = await sitDown('/console?contest=spring', device, tab)
    expect(keeper.entry).toBe('open')
    expect(keeper.contest).toBe('spring')
  })

  it('is forgotten by a device that an earlier version made remember, voters are not', async () => {
    const device = disk()
    const before = new Storage(() => device)
    for (const contest of ['harvest', 'spring', '-'])
      for (const [what, value] of [
        ['session', staff('organiser')],
        ['code', 'AAAA-BBBB'],
      ] as const)
        before.write(`${contest}/console/${what}`, value)
    before.write('harvest/watch/session', staff('owner'))
    before.write('harvest/watch/code', 'AAAA-BBBB')
    before.write('spring/watch/session', session('t-1'))
    before.write('spring/watch/code', 'CCCC-DDDD')
    await sitDown('/watch?contest=harvest', device, disk())
    expect(device.said()).not.toContain('AAAA')
    expect(device.said()).toContain('CCCC-DDDD')
    expect((await sitDown('/watch?contest=spring', device, disk())).entry).toBe('open')
  })
})
