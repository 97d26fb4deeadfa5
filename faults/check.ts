import type { BookLine, Receipt } from '#contract/ballot.ts'
import { filled, sameBallot } from '#core/ballot.ts'
import { digestOf } from '#core/canonical.ts'
import type { StoredBallot } from '#store/ballots.ts'
import type { Attempt } from './ledger.ts'
import type { Stage } from './stage.ts'
import {
  boxOf,
  choicesIn,
  differences,
  liveOf,
  marksIn,
  sealedIn,
  sha256,
  tallyIn,
  type Sealed,
} from './truth.ts'

/** Compares what phones were told with what the sealed round says, and writes both into the verdict. */
export async function checkSealed(stage: Stage): Promise<Sealed | undefined> {
  const { verdict } = stage
  const [sealed, box] = [await sealedIn(stage), await boxOf(stage)]
  verdict.holds('result is the recount', sealed !== undefined, () => 'the round has no result')
  if (!sealed) return undefined
  checkPhones(stage, sealed.lines, box)
  checkReceipts(stage)
  checkResult(stage, sealed)
  return sealed
}

/** Every acknowledged ballot is in the book, at most one per voter, and nothing that was not sent. */
function checkPhones({ ledger, round, verdict }: Stage, lines: BookLine[], box: StoredBallot[]): void {
  const revisions = new Map(box.map(({ receipt, revision }) => [receipt, revision]))
  const byReceipt = new Map(lines.map((line) => [line.id, line]))
  const voters = ledger.byVoter()
  let [acknowledged, lost, extra] = [0, 0, 0]
  for (const [voter, attempts] of voters) {
    const last = lastAcknowledged(attempts)
    if (!last) continue
    acknowledged++
    const line = byReceipt.get(last.acknowledged.receipt)
    const revision = revisions.get(last.acknowledged.receipt) ?? 0
    const isOlder =
      revision < last.acknowledged.revision ||
      (revision === last.acknowledged.revision &&
        line &&
        !sameBallot(filled(line.ballot), filled(last.ballot)))
    if (line && !isOlder) continue
    lost++
    verdict.holds(
      'nothing lost',
      false,
      () => `${voter} holds ${JSON.stringify(last.acknowledged)}; in the book: ${JSON.stringify(line)}`,
    )
  }
  for (const line of lines) {
    const sent = round.secret ? ledger.attempts : (voters.get(line.voter ?? '') ?? [])
    if (sent.some(({ ballot }) => sameBallot(filled(ballot), filled(line.ballot)))) continue
    extra++
    verdict.holds('nothing extra', false, () => `nobody has sent ${JSON.stringify(line)}`)
  }
  const names = round.secret ? lines.map(({ id }) => id) : lines.map(({ voter }) => voter)
  const double = lines.length - new Set(names).size
  verdict.holds('nothing twice', double === 0, () => `${double} voters have two ballots in the book`)
  verdict.holds(
    'nothing extra',
    lines.length <= voters.size,
    () => `${lines.length} ballots of ${voters.size} voters`,
  )
  verdict.holds('comes to an end', acknowledged > 0, () => 'nobody got a receipt, so nothing was tested')
  verdict.count('attempted', voters.size)
  verdict.count('acknowledged', acknowledged)
  verdict.count('counted', lines.length)
  verdict.count('lost', lost)
  verdict.count('double', double)
  verdict.count('extra', extra)
}

type Acknowledged = Attempt & { acknowledged: Receipt }

const lastAcknowledged = (attempts: Attempt[]): Acknowledged | undefined =>
  attempts
    .filter((attempt): attempt is Acknowledged => attempt.acknowledged !== undefined)
    .reduce<Acknowledged | undefined>(
      (last, next) => (last && last.acknowledged.revision > next.acknowledged.revision ? last : next),
      undefined,
    )

/** Whatever the system answered, heard or not: one receipt per ballot, one answer per request. Only of the latest revision is there a proof. */
export function checkReceipts({ ledger, verdict }: Stage): void {
  const ofVoter = new Map<string, string>()
  const ofRequest = new Map<string, string>()
  for (const { attempt, receipt } of ledger.given) {
    if (!receipt) continue
    for (const [known, name, said] of [
      [ofVoter, attempt.voter, receipt.receipt],
      [ofRequest, `${attempt.voter} ${attempt.request}`, JSON.stringify({ ...receipt, proof: undefined })],
    ] as const) {
      const before = known.get(name) ?? said
      known.set(name, before)
      verdict.holds('one receipt', before === said, () => `${name} got ${before} and ${said}`)
    }
  }
}

/** The result says what its book says, by an arithmetic of our own, and carries the right digests. */
function checkResult({ verdict }: Stage, { result, book, lines }: Sealed): void {
  const { digest, ...rest } = result
  const votes = new Map<string, number>()
  for (const { ballot } of lines)
    for (const choice of choicesIn(ballot)) votes.set(choice, (votes.get(choice) ?? 0) + 1)
  const wrong = result.standings.filter(
    ({ contestant, panels }) => panels['village']?.votes !== (votes.get(contestant) ?? 0),
  )
  const law = 'result is the recount'
  verdict.holds(law, wrong.length === 0, () => `votes differ from the book: ${JSON.stringify(wrong)}`)
  const cast = result.ballots['village']?.cast
  verdict.holds(law, cast === lines.length, () => `${cast} cast, ${lines.length} in the book`)
  verdict.holds(
    law,
    result.book.sha256 === sha256(book) && result.book.lines === lines.length,
    () => 'the book is not the one that the result names',
  )
  verdict.holds(law, digest === digestOf(rest), () => 'the digest is not that of the result')
}

/** The counters say what the box says, and so does the live document. Before the seal only: afterwards it shows the result. */
export async function checkTally(stage: Stage): Promise<void> {
  const { verdict, round } = stage
  const [tally, live, box] = [await tallyIn(stage), await liveOf(stage), await boxOf(stage)]
  const differing = differences(tally, marksIn(stage, box))
  verdict.holds('tally equals recount', differing.length === 0, () => differing.join('; '))
  const shown = live.rounds[round.id]?.turnout['village']?.cast
  verdict.holds('live heals', shown === box.length, () => `live shows ${shown} of ${box.length} ballots`)
}

/** A result that was read before is read again, byte for byte. */
export async function checkUnchanged(stage: Stage, before: Sealed | undefined): Promise<void> {
  const after = await sealedIn(stage)
  stage.verdict.holds(
    'sealed for good',
    JSON.stringify(after?.result) === JSON.stringify(before?.result) && after?.book === before?.book,
    () => `${before?.result.digest} became ${after?.result.digest}`,
  )
}

/**
 * Nothing that came in is unaccounted for: the processes’ own counts agree with the answers that went out, and every write in the
 * box is one accepted answer, or one whose answer was never given.
 */
export async function checkAccounts(stage: Stage): Promise<void> {
  const { ledger, verdict, fleet } = stage
  const accepted = new Set<string>()
  const refused = new Map<string, number>()
  let [repeated, failed] = [0, 0]
  for (const { attempt, receipt, code, status } of ledger.given) {
    if (receipt) {
      const name = `${attempt.voter} ${receipt.revision}`
      if (accepted.has(name)) repeated++
      accepted.add(name)
    } else if (status === 500 || code === undefined) failed++
    else refused.set(code, (refused.get(code) ?? 0) + 1)
  }
  const refusals = [...refused.values()].reduce((sum, count) => sum + count, 0)
  const writes = (await boxOf(stage)).reduce((sum, { revision }) => sum + revision, 0)
  // A function that took too long may have counted an answer that nobody got.
  const [own, denied] = [fleet.metric('Accepted'), fleet.metric('Refused')]
  const sum = own + denied + fleet.metric('Failed')
  const law = 'all accounted for'
  verdict.count('received', ledger.received)
  verdict.count('accepted', accepted.size)
  verdict.count('repeated', repeated)
  for (const [code, count] of [...refused].sort()) verdict.count(`refused ${code}`, count)
  verdict.count('failed', failed)
  const difference = ledger.received - accepted.size - repeated - refusals - failed
  verdict.holds(law, difference === 0, () => `${difference} requests have no answer`)
  verdict.holds(
    law,
    own >= accepted.size + repeated && denied >= refusals && sum <= ledger.received,
    () => `the functions counted ${own} accepted, ${denied} refused, ${sum} in all`,
  )
  const silent = writes - accepted.size
  verdict.holds(
    law,
    silent >= 0 && silent <= failed + refusals,
    () => `${writes} writes, ${accepted.size} accepted`,
  )
}
