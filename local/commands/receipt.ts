import { existsSync } from 'node:fs'
import { Findings } from '#core/verify.ts'
import { readProof, type ReceiptProof } from '#core/receipt/proof.ts'
import type { Verdict } from '#core/receipt/verdict.ts'
import { type Judged, judgeProof } from '#local/bundle/judge-proof.ts'
import { verifyBundle } from '#local/bundle/verify-bundle.ts'
import { command } from '#terminal/command.ts'
import { readText } from '#terminal/files.ts'
import { UserError } from '#terminal/user-error.ts'

const verdicts: Record<Verdict, string> = {
  'in-book': 'in the book',
  missing: 'missing',
  changed: 'changed',
  replaced: 'replaced',
  'not-signed': 'not signed by this contest',
}

const meanings: Record<Verdict, string> = {
  'in-book': '',
  missing: 'The contest signed that it had received this ballot, and the ballot record does not have it.',
  changed: 'Another ballot stands under this receipt, in a round in which nobody could change one.',
  replaced:
    'Another ballot stands under this receipt. The round lets voters change theirs: show the proof of the last change. Whoever changed nothing holds the proof that somebody else did.',
  'not-signed': 'The log of this bundle names another key for receipts, or none, or the text was altered.',
}

await command({
  does: 'Looks up a signed receipt in a published bundle: exit code 0 and “in the book”, or 1 and what became of the ballot.',
  usage: 'npm run -s receipt -- PROOF BUNDLE',
  notes:
    'PROOF is the text that the phone shows, or a file with such texts, one a line: those of several people, of whom no two may hold one receipt.',
  words: ['PROOF', 'BUNDLE'],
  run: ({ words: [given, folder] }) => {
    const proofs = proofsIn(given)
    const findings = new Findings()
    const bundle = verifyBundle(folder, findings)
    const isOne = proofs.length === 1
    for (const proof of proofs) {
      const judged = judgeProof(proof, folder, bundle, findings.count === 0)
      print(isOne ? '' : `${proof.claims.receipt}: `, judged)
    }
    for (const receipt of sharedReceipts(proofs))
      complain(`${receipt}: clash: it was given to more than one of them, and counts once.`)
    if (findings.count > 0)
      complain('The bundle itself does not verify: see what npm run -s verify says of it.')
  },
})

function proofsIn(given: string): ReceiptProof[] {
  const one = readProof(given)
  if (one) return [one]
  if (!existsSync(given)) throw new UserError('PROOF is neither a signed receipt nor a file.')
  const lines = readText(given)
    .split('\n')
    .filter((line) => line.trim() !== '')
  if (lines.length === 0) throw new UserError(`${given} holds no signed receipt.`)
  const whole = readProof(lines.join(''))
  if (whole) return [whole]
  return lines.map((line, index) => {
    const proof = readProof(line)
    if (!proof) throw new UserError(`${given} line ${index + 1}: is no signed receipt.`)
    return proof
  })
}

function print(name: string, { verdict, line, voided }: Judged): void {
  process.stdout.write(`${name}${verdicts[verdict]}\n`)
  if (verdict === 'in-book') {
    if (line?.voter !== undefined) process.stdout.write(`It stands there as the ballot of ${line.voter}.\n`)
    return
  }
  complain(voided === undefined ? meanings[verdict] : `Its attempt was voided and counts nowhere: ${voided}`)
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

/** Receipts that several proofs of one round name. */
function sharedReceipts(proofs: readonly ReceiptProof[]): string[] {
  const names = proofs.map(({ claims: { round, attempt, receipt } }) => `${round}/${attempt}/${receipt}`)
  const shared = proofs.filter((_, index) => names.indexOf(names[index] ?? '') !== index)
  return [...new Set(shared.map(({ claims }) => claims.receipt))]
}
