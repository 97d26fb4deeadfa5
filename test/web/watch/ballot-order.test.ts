import { describe, expect, it } from 'vitest'
import { roundWith } from '#test/support/contest.ts'
import { BallotOrder } from '../../../web/pages/watch/ballot-order.ts'

const [one, two, three] = ['one', 'two', 'three'].map((id) => roundWith({ id }))
if (!one || !two || !three) throw new Error('there are three')
const nobody = () => false

describe('several ballots on one page', () => {
  it('follow the stage while nothing is filled in', () => {
    const order = new BallotOrder()
    expect(order.arrange([one, two], nobody)).toEqual([one, two])
    expect(order.arrange([two, one], nobody)).toEqual([two, one])
    expect(order.arrange([three, two, one], ({ id }) => id === 'three')).toEqual([three, two, one])
  })

  it('stay where they are under a finger, and a new one comes last', () => {
    const order = new BallotOrder()
    order.arrange([one], nobody)
    const filling = ({ id }: { id: string }) => id === 'one'
    expect(order.arrange([two, one], filling)).toEqual([one, two])
    expect(order.arrange([three, two, one], filling)).toEqual([one, two, three])
    expect(order.arrange([three, two], filling)).toEqual([three, two])
  })
})
