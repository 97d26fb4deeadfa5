import { expect, it } from 'vitest'
import { overlayParts } from '../../../web/state/overlay-parts.ts'
import { readOptions } from '../../../web/pages/overlay/options.ts'

const read = (path: string) => readOptions(new URL(path, 'https://vote.example'))
const everything = { contest: 'haiyang', parts: overlayParts, place: 'bottom', size: 100 }

it('shows every part at the bottom unless the address says otherwise', () => {
  expect(read('/overlay#contest=haiyang')).toEqual(everything)
  expect(read('/overlay?contest=haiyang')).toEqual(everything)
})

it('takes options behind the question mark as well as behind the hash, which wins', () => {
  const wanted = { contest: 'haiyang', parts: ['name', 'tally'], place: 'top', size: 120 }
  expect(read('/overlay?show=tally,name&place=top&size=120#contest=haiyang')).toEqual(wanted)
  expect(read('/overlay?show=countdown#contest=haiyang&show=name,tally&place=top&size=120')).toEqual(wanted)
})

it('puts nothing on air for what it does not understand', () => {
  expect(read('/overlay#contest=haiyang&show=bogus&place=left&size=big')).toEqual({
    ...everything,
    parts: [],
  })
  expect(read('/overlay#contest=haiyang&size=9000').size).toBe(200)
  expect(read('/overlay#contest=haiyang&size=-1').size).toBe(50)
  expect(read('/overlay').contest).toBeNull()
})
