import type { Action, AdjustmentWhy } from '#contract/actions.ts'
import type { Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { Desk } from '../desk.svelte.ts'
import { proposals as t } from './words.ts'

export type Kind = keyof typeof t.kinds

const whys: readonly Kind[] = ['overtime', 'bonus', 'deduct'] satisfies AdjustmentWhy[]
const isWhy = (kind: Kind): kind is AdjustmentWhy => whys.includes(kind)

/** What can be proposed for a round as it stands, in the order of the list. */
export function kindsFor(round: Round, live: LiveRound): Kind[] {
  const isCounted = live.status === 'sealed' || live.status === 'published'
  const { overtime, bonus, deduct } = round.adjust ?? {}
  const kinds: (Kind | false | undefined)[] = [
    overtime && 'overtime',
    bonus && 'bonus',
    deduct && 'deduct',
    'disqualify',
    'withdraw',
    outOf(live).length > 0 && 'reinstate',
    isCounted && 'exclude',
    isCounted && tieIn(round, live) !== null && 'decideCut',
    isCounted && 'void',
  ]
  return kinds.filter((kind) => kind !== false && kind !== undefined)
}

/** Who is out of the ranking by what people decided. */
export const outOf = ({ unranked = [] }: LiveRound): string[] =>
  unranked.flatMap(({ contestant, why }) => (why === 'no-marks' ? [] : [contestant]))

/** Who stands across the line of the cut, and how many seats are left for them; null where nobody has to decide. */
export function tieIn(
  { cut }: Round,
  { standings }: LiveRound,
): { contestants: string[]; seats: number } | null {
  const across = (standings ?? []).filter(({ inCut }) => inCut === 'decide')
  if (!cut || across.length === 0) return null
  const seats = cut.top - (standings ?? []).filter(({ inCut }) => inCut === true).length
  return { contestants: across.map(({ contestant }) => contestant), seats }
}

/** A proposal while it is written. */
export class ProposalDraft {
  #desk: Desk
  #kind = $state<Kind | ''>('')
  contestant = $state('')
  points = $state('')
  ballot = $state('')
  why = $state('')
  chosen = $state<string[]>([])
  reason = $state('')

  constructor(desk: Desk) {
    this.#desk = desk
  }

  get kind(): Kind | '' {
    return this.#kind
  }
  set kind(kind: Kind | '') {
    this.#kind = kind
    this.contestant = ''
    this.points = ''
    this.ballot = ''
    this.why = ''
    this.chosen = []
  }

  /** The action that was written; null while something of it is missing. */
  actionFor(round: string): Action | null {
    const { contestant, chosen } = this
    const kind = this.#kind
    if (kind === '') return null
    if (kind === 'void') return { kind, round }
    if (kind === 'decideCut') return chosen.length > 0 ? { kind, round, contestants: [...chosen] } : null
    if (kind === 'exclude') {
      const [ballot, why] = [this.ballot.trim(), this.why.trim()]
      return ballot !== '' && why !== '' ? { kind, round, ballot, why } : null
    }
    if (contestant === '') return null
    if (!isWhy(kind)) return { kind, round, contestant }
    const points = signedPoints(kind, this.points)
    return points === null ? null : { kind: 'adjust', round, contestant, points, why: kind }
  }

  async propose(round: string): Promise<void> {
    const action = this.actionFor(round)
    const reason = this.reason.trim()
    if (action === null || reason === '') return
    if (!(await this.#desk.run([{ type: 'propose', action, reason }]))) return
    this.kind = ''
    this.reason = ''
  }
}

/** Points as the server takes them: what is written without a sign is added as a bonus and otherwise taken off. */
function signedPoints(why: AdjustmentWhy, written: string): string | null {
  const text = written.trim().replace('−', '-').replace('，', '.').replace(',', '.').replace(/^\+/, '')
  if (!/^-?\d{1,6}(\.\d{1,4})?$/.test(text)) return null
  return why === 'bonus' || text.startsWith('-') ? text : `-${text}`
}
