/** What must hold whatever goes wrong. A violation is reported under one of these names. */
export const laws = {
  'nothing lost': 'an acknowledged ballot is counted, or a later one of the same voter',
  'nothing twice': 'a voter has at most one counted ballot in an attempt',
  'nothing extra': 'what is counted was sent by that voter, exactly so',
  'one receipt': 'a ballot keeps its receipt, and a request that is repeated gets the answer it had',
  'typed refusals': 'a phone hears a receipt or a reason from the list, and the reason is true',
  'arrival decides': 'a ballot counts if it arrived within the window, by the gateway’s clock and no other',
  'one end': 'everybody who closes a round is told the same end',
  'tally equals recount': 'once all records are delivered the counters say what the ballots say',
  'never above': 'on the way there no counter is above the recount',
  'live heals': 'the live document shows what lies in the box, soon after everything runs again',
  'result is the recount': 'a sealed result and its book say what lies in the box',
  'sealed for good': 'a result, its digest and its book never change again',
  'records kept': 'a record that cannot be counted is kept with an alarm, and those behind it are counted',
  'drift reported': 'a difference between counters and recount is reported',
  'corrections told': 'a seal names exactly those whose marks are not what was shown of them',
  'known transitions': 'a round goes from one state only to those that follow it',
  'nothing linkable': 'a sealed secret round holds no name, no time and no request',
  'all accounted for': 'received = accepted + repeated + refused + failed',
  'comes to an end': 'the run ends without an unexpected fault',
} as const

export type Law = keyof typeof laws
export type Violation = { law: Law; detail: string }

/** What one run of a scenario has seen: counts for its line, and every law that was broken. */
export class Verdict {
  readonly counts = new Map<string, number>()
  readonly violations: Violation[] = []

  count(name: string, more = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + more)
  }

  /** Reports a violation unless the condition holds. */
  holds(law: Law, condition: boolean, detail: () => string): void {
    if (!condition) this.violations.push({ law, detail: detail() })
  }

  /** `attempted 2000, acknowledged 1998, counted 2000, lost 0 …` */
  toString(): string {
    return [...this.counts].map(([name, count]) => `${name} ${count}`).join(', ')
  }
}
