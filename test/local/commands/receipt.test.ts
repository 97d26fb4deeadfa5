import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import { claimsOf } from '#core/receipt/claims.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { makeBundle, receipt } from '#test/support/made-bundle.ts'
import { runLocal } from '#test/support/proof-bundle.ts'
import { ReceiptSigner } from '#test/support/receipt-signer.ts'
import { temporaryFolder } from '../support.ts'

const choose = (choice: string): Ballot => ({ electorate: 'village', choices: [choice] })
const signer = new ReceiptSigner()
const contest = contestWith({
  rounds: [roundWith(), roundWith({ id: 'fixed', title: '定稿', revisable: false })],
})

type Held = { round?: string; number?: number; ballot?: Ballot; by?: ReceiptSigner }

/** The proof of somebody who was told that the ballot of that number is theirs. */
const proof = ({ round = 'final', number = 0, ballot = choose('east'), by = signer }: Held = {}) =>
  by.sign(
    claimsOf(
      { contest: 'harvest', round, attempt: 1 },
      { receipt: receipt(number), ballot, at: '2022-06-10T09:00:02.400Z' },
    ),
  )

function bundle(): string {
  const folder = temporaryFolder()
  const votings = contest.rounds.map((round) => ({ round, ballots: [choose('east'), choose('west')] }))
  makeBundle(folder, contest, votings, { village: 5 }, signer.jwk)
  return folder
}

const verifyPy = (...args: string[]) => {
  const { status, stdout } = spawnSync('python3', ['examples/verify.py', ...args], { encoding: 'utf8' })
  return { status, stdout }
}

test('a ballot in the book: exit code 0, from the text itself', async () => {
  const folder = bundle()
  const text = await proof()
  const { status, stdout } = runLocal('receipt', [text, folder])
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'in the book\nIt stands there as the ballot of v0.\n',
  })
  expect(verifyPy(folder, '--receipt', text)).toEqual({ status: 0, stdout: 'in the book\n' })
})

test('what became of every other ballot is said, by both programs alike', async () => {
  const folder = bundle()
  const held: [Held, string][] = [
    [{}, 'in the book'],
    [{ number: 7 }, 'missing'],
    [{ number: 1, ballot: choose('east') }, 'replaced'],
    [{ round: 'fixed', number: 1, ballot: choose('east') }, 'changed'],
    [{ number: 2, by: new ReceiptSigner() }, 'not signed by this contest'],
  ]
  const file = join(folder, 'proofs.txt')
  writeFileSync(file, (await Promise.all(held.map(([one]) => proof(one)))).join('\n'))
  const lines = held.map(([{ number = 0 }, verdict]) => `${receipt(number)}: ${verdict}`)

  const { status, stdout, stderr } = runLocal('receipt', [file, folder])
  expect({ status, told: stdout.split('\n').filter((line) => line.includes(': ')) }).toEqual({
    status: 1,
    told: lines,
  })
  expect(stderr).toContain('signed that it had received this ballot, and the ballot record does not have it')
  expect(verifyPy(folder, '--receipt', file)).toEqual({ status: 1, stdout: `${lines.join('\n')}\n` })
})

test('one receipt in the hands of two is a clash', async () => {
  const folder = bundle()
  const file = join(folder, 'clash.txt')
  writeFileSync(file, `${await proof()}\n${await proof({ ballot: choose('west') })}\n`)
  const { status, stderr } = runLocal('receipt', [file, folder])
  expect(status).toBe(1)
  expect(stderr).toContain(`${receipt(0)}: clash`)
})
