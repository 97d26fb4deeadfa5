import { expect, it } from 'vitest'
import { contestId } from '#contract/ids.ts'
import { isRehearsal, rehearsalOf } from '#core/rehearsal.ts'

it('is named after its contest', () => {
  expect(rehearsalOf('haiyang-2022')).toBe('rehearsal-haiyang-2022')
  expect(isRehearsal(rehearsalOf('haiyang-2022'))).toBe(true)
  expect(isRehearsal('haiyang-2022')).toBe(false)
})

it('has an id that contests may have, however long the name of its contest is', () => {
  for (let length = 2; length <= 63; length++) {
    const id = rehearsalOf('x'.repeat(length))
    expect(contestId.safeParse(id).success, id).toBe(true)
    expect(isRehearsal(id)).toBe(true)
  }
})

it('has an id of its own for each contest, where only the ends of long ids differ', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) =>
    rehearsalOf(`${'x'.repeat(58)}-${String(index).padStart(4, '0')}`),
  )
  expect(new Set(ids).size).toBe(1_000)
})
