import { afterEach, expect, it, vi } from 'vitest'
import type { Cast } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import { filled, plain } from '#core/ballot.ts'
import { decideCast, type BallotInBox } from '#core/cast.ts'
import { readLink } from '../../../web/state/link.ts'
import { Paper } from '../../../web/state/paper.svelte.ts'
import { SessionKeeper } from '../../../web/state/session.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'

const contest: Contest = {
  id: 'harvest',
  title: 'x',
  electorates: [{ id: 'judge', name: '评委', role: 'judge' }],
  contestants: ['a', 'b'].map((id) => ({ id, name: id })),
  rounds: [{ id: 'one', title: 'x', panels: [{ electorate: 'judge', ballot: { kind: 'choose', max: 1 } }] }],
}

afterEach(() => vi.unstubAllGlobals())

it('two devices of a judge who chooses keep each other’s words, also when the first try was stale', async () => {
  const { box, tablet } = await castTwice()
  tablet.revise()
  tablet.say('a', { note: '请补材料' })
  await give(tablet, 'b')
  expect(tablet.outbox.problem?.code).toBe('stale-revision')
  expect(box.inBox?.comments).toEqual({ a: { strength: '产业链清楚' } })

  tablet.revise()
  expect(tablet.comments).toEqual({ a: { strength: '产业链清楚', note: '请补材料' } })
  await give(tablet, 'b')
  expect(box.inBox?.comments).toEqual({ a: { strength: '产业链清楚', note: '请补材料' } })
})

it('words that were refused as stale are not taken for delivered because the choice is the same', async () => {
  const { tablet } = await castTwice()
  tablet.revise()
  tablet.say('b', { note: '请补材料' })
  await give(tablet, 'a')
  expect(tablet.outbox.problem?.code).toBe('stale-revision')
})

/** A tablet that cast a ballot, to which a phone has added words since. */
const castTwice = async () => {
  const box = openBox()
  const tablet = await seated()
  await give(tablet, 'a')
  const phone = await seated()
  await phone.outbox.run()
  phone.revise()
  phone.say('a', { strength: '产业链清楚' })
  await give(phone, 'a')
  return { box, tablet }
}

/** One box under the server's own rules. */
const openBox = () => {
  const box: { inBox: BallotInBox | undefined } = { inBox: undefined }
  const say = (answer: object, status = 200) =>
    Promise.resolve(new Response(JSON.stringify(answer), { status }))
  const receipt = (revision = box.inBox?.revision ?? 0) => ({ receipt: 'R', castAt: '', revision })
  vi.stubGlobal('location', { href: 'https://leitai.example/judge?contest=harvest' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  vi.stubGlobal('fetch', (path: string, { body }: { body: string | null }) => {
    if (path === '/api/sessions')
      return say({
        token: 't',
        role: 'judge',
        contest: 'harvest',
        electorate: 'judge',
        voter: 'j',
        expiresAt: '',
      })
    if (body === null)
      return box.inBox
        ? say({ ...receipt(), ...box.inBox, ballot: plain(box.inBox.ballot) })
        : say({ code: 'not-found' }, 404)
    const { requestId, ...cast }: Cast = JSON.parse(body)
    const ballot = filled(cast.ballot)
    const decision = decideCast(round(), box.inBox, { ...cast, ballot, request: requestId })
    if ('refusal' in decision) return say({ code: decision.refusal }, 409)
    if ('repeats' in decision) return say(receipt(decision.repeats.revision))
    const casts = [...(box.inBox?.casts ?? []), { id: requestId }]
    const { revision, comments } = decision
    box.inBox = { ballot, revision, casts, ...(comments && { comments }) }
    return say(receipt())
  })
  return box
}

const round = () => {
  const [only] = contest.rounds
  if (!only) throw new Error('there is one')
  return only
}

const seated = async () => {
  const storage = new Storage(() => null)
  const link = readLink(new URL('https://leitai.example/judge?contest=harvest#AAAA-BBBB'))
  const keeper = new SessionKeeper('judge', link, storage)
  await keeper.open('AAAA-BBBB')
  const [panel] = round().panels
  if (!panel) throw new Error('there is one')
  return new Paper({ contest, round: round(), panel, attempt: 1, keeper, storage })
}

const give = async (paper: Paper, choice: string) => {
  paper.fill({ kind: 'choose', electorate: 'judge', choices: [choice] })
  paper.send(undefined, paper.comments)
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}
