/** What has to be done between the creation of a contest and its first vote, and how far it has come. */

export type StepId = 'roster' | 'print' | 'scan' | 'rehearse' | 'show'

/** Why a step is done, or what it waits for; sentences say it. */
type Why =
  | { because: 'no-roster-needed' | 'no-cards-needed' | 'roster-empty' | 'unreachable' | 'address-unknown' }
  | { because: 'people'; count: number }
  | { because: 'electorates-empty'; names: string[] }
  | { because: 'printed'; count: number }
  | { because: 'to-print' | 'to-reissue'; count: number }
  | { because: 'not-scanned'; before?: string }
  | { because: 'scanned'; at: string; address: string }
  | { because: 'not-rehearsed' | 'rehearsing' | 'rehearsed' | 'ready' | 'not-ready' }

/** `next` is the first that is not done and can be; what can be done besides is `open`. */
export type Step = { id: StepId; state: 'done' | 'next' | 'open' | 'blocked' } & Why

export type Facts = {
  /** Electorates with a roster, and how many people are on it. */
  rosters: readonly { name: string; people: number }[]
  /** Of these people, how many have a code that was not printed here, and how many of the codes can be. */
  unprinted: number
  printable: number
  /** The address on the cards; null before it is known. */
  address: string | null
  /** Whether another device can open that address at all. */
  isReachable: boolean
  /** What another device has opened, and when. */
  reached: { address: string; at: string } | undefined
  rehearsal: 'none' | 'running' | 'held'
}

type Judged = { id: StepId; state: 'done' | 'open' | 'blocked' } & Why

/** The steps in their order. */
export function stepsOf(facts: Facts): Step[] {
  const judged = [roster(facts), print(facts), scan(facts), rehearse(facts), show(facts)]
  const next = judged.findIndex(({ state }) => state === 'open')
  return judged.map((step, index) => (index === next ? { ...step, state: 'next' } : step))
}

const peopleIn = ({ rosters }: Facts): number => rosters.reduce((sum, { people }) => sum + people, 0)

function roster(facts: Facts): Judged {
  const { rosters } = facts
  if (rosters.length === 0) return { id: 'roster', state: 'done', because: 'no-roster-needed' }
  const empty = rosters.filter(({ people }) => people === 0).map(({ name }) => name)
  if (empty.length > 0) return { id: 'roster', state: 'open', because: 'electorates-empty', names: empty }
  return { id: 'roster', state: 'done', because: 'people', count: peopleIn(facts) }
}

function print(facts: Facts): Judged {
  const { rosters, unprinted, printable, address, isReachable } = facts
  if (rosters.length === 0) return { id: 'print', state: 'done', because: 'no-cards-needed' }
  if (peopleIn(facts) === 0) return { id: 'print', state: 'blocked', because: 'roster-empty' }
  if (unprinted === 0) return { id: 'print', state: 'done', because: 'printed', count: peopleIn(facts) }
  if (address !== null && !isReachable) return { id: 'print', state: 'blocked', because: 'unreachable' }
  return printable > 0
    ? { id: 'print', state: 'open', because: 'to-print', count: unprinted }
    : { id: 'print', state: 'open', because: 'to-reissue', count: unprinted }
}

function scan({ address, isReachable, reached }: Facts): Judged {
  if (address === null) return { id: 'scan', state: 'blocked', because: 'address-unknown' }
  if (!isReachable) return { id: 'scan', state: 'blocked', because: 'unreachable' }
  if (reached?.address === address) return { id: 'scan', state: 'done', because: 'scanned', ...reached }
  return {
    id: 'scan',
    state: 'open',
    because: 'not-scanned',
    ...(reached !== undefined && { before: reached.address }),
  }
}

function rehearse({ rehearsal }: Facts): Judged {
  if (rehearsal === 'held') return { id: 'rehearse', state: 'done', because: 'rehearsed' }
  return { id: 'rehearse', state: 'open', because: rehearsal === 'running' ? 'rehearsing' : 'not-rehearsed' }
}

function show(facts: Facts): Judged {
  const isReady = facts.rosters.length === 0 || peopleIn(facts) > 0
  return isReady
    ? { id: 'show', state: 'open', because: 'ready' }
    : { id: 'show', state: 'blocked', because: 'not-ready' }
}
