import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { WarmCache } from '#functions/warm-cache.ts'

describe('a warm cache', () => {
  it('holds no more than it may, and lets go of what was longest unused', () => {
    const cache = new WarmCache<number>(3)
    for (const [value, name] of ['a', 'b', 'c'].entries()) cache.set(name, value)
    expect(cache.get('a')).toBe(0)
    cache.set('d', 3)
    expect(['a', 'b', 'c', 'd'].map((name) => cache.get(name))).toEqual([0, undefined, 2, 3])
    for (let name = 0; name < 1_000; name++) cache.set(String(name), name)
    expect(cache.size).toBe(3)
  })

  it('replaces what has the same name, and forgets what it is told to', () => {
    const cache = new WarmCache<number>(2)
    cache.set('a', 1)
    cache.set('b', 2)
    cache.set('a', 3)
    cache.delete('b')
    expect([cache.size, cache.get('a'), cache.get('b')]).toEqual([1, 3, undefined])
  })
})

/** Files that keep a map or a set from one request to the next; each with the reason why it cannot grow. */
const bounded = {
  'runtime/contests.ts': 'reads under way, each taken out when it ends',
}

test('nothing else that a warm function keeps can grow without bound', () => {
  const rooms = ['api', 'push', 'runtime', 'services', 'store', 'streams']
  const keeping = rooms
    .flatMap((room) => readdirSync(join('functions', room)).map((file) => `${room}/${file}`))
    .filter((file) =>
      /^(export )?(const|let) \w+(: [^=]+)? = (new (Map|Set)(<.*>)?\(\)|\[\]|\{\})$/m.test(
        readFileSync(join('functions', file), 'utf8'),
      ),
    )
  expect(keeping).toEqual(Object.keys(bounded))
})
