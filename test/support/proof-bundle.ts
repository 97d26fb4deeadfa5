import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalSystem } from './local-system.ts'
import { ProofEvening, proofContest, proofRoster } from './proof-contest.ts'

/** What a command of `local/` printed, and how it ended. */
export type Printed = { status: number | null; stdout: string; stderr: string }

export function runLocal(command: string, args: string[], env: Record<string, string> = {}): Printed {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`local/commands/${command}.ts`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, stdout, stderr }
}

/** A contest that was really played on a running system, with a bundle of the break and one of the end. */
export type PlayedContest = {
  system: LocalSystem
  folder: string
  /** After the first four seals: two rounds are published, one of them shown place by place, two not yet. */
  older: string
  /** After all rounds; one of the first results was voided and voted again. */
  newer: string
  stop: () => Promise<void>
}

export async function playProofContest(seed: number): Promise<PlayedContest> {
  const folder = mkdtempSync(join(tmpdir(), 'leitai-proof-'))
  const [contest, roster] = [join(folder, 'proof.json'), join(folder, 'roster.csv')]
  writeFileSync(contest, JSON.stringify(proofContest))
  writeFileSync(roster, proofRoster)
  const system = await LocalSystem.start('--contest', contest, '--roster', roster)
  const [older, newer] = [join(folder, 'older'), join(folder, 'newer')]

  const evening = await ProofEvening.begin(system, seed)
  await evening.command({ type: 'stageContestant', contestant: 'east' })
  await evening.command({ type: 'startSpeech', contestant: 'east' })
  await evening.command({ type: 'pauseSpeech', reason: '话筒没有声音' })
  await evening.command({ type: 'resumeSpeech' })
  await evening.vote('grades')
  await evening.command({ type: 'endSpeech' })
  await evening.command({ type: 'voidRound', round: 'grades', reason: '话筒没有声音' })
  for (const round of ['named', 'secret', 'grades', '排序']) await evening.vote(round)
  for (const contestant of ['east', 'west']) await evening.showMarks('named', contestant)
  await evening.correct('named', 'j1', 'east')
  await evening.seal('named', 'secret', 'grades', '排序')
  await evening.command({ type: 'publishResult', round: 'named' })
  await evening.command({ type: 'reveal', round: 'named', places: 2 })
  await evening.command({ type: 'publishResult', round: 'secret', confirm: true })
  await bundled(system, older)

  await evening.command({ type: 'reveal', round: 'named', places: 5 })
  await evening.command({ type: 'releaseComments', round: 'named', contestants: ['east'] })
  await evening.agree({ kind: 'void', round: '排序' }, '"重投"')
  const misprint = { what: 'contestant', id: 'east', reason: '名称印错' }
  await evening.command({ type: 'amend', ...misprint, fields: { name: '东村', unit: '北片' } })
  await evening.command({ type: 'amend', ...misprint, fields: { name: '东边村' } })
  await evening.command({ type: 'withdrawContestant', contestant: '北村', reason: '临时有事' })
  for (const round of ['排序', 'criteria']) await evening.vote(round)
  await evening.showMarks('criteria', 'west')
  await evening.seal('排序', 'criteria')
  for (const round of ['grades', '排序', 'criteria'])
    await evening.command({ type: 'publishResult', round, confirm: true })
  await evening.putRight(
    'named',
    { kind: 'adjust', contestant: 'east', points: '1.50', why: 'bonus' },
    '漏记加分',
  )
  await evening.putRight('named', { kind: 'disqualify', contestant: 'south' }, '材料不实')
  const ballot = await evening.receiptOf('t1', 'grades')
  await evening.putRight('grades', { kind: 'exclude', ballot, why: '一人两码' }, '名册重复')
  await bundled(system, newer)
  return {
    system,
    folder,
    older,
    newer,
    stop: async () => {
      await system.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Exports the contest of a running system into a folder. */
export async function bundled(system: LocalSystem, folder: string): Promise<Printed> {
  const { organiser } = await system.links()
  const printed = runLocal('bundle', ['proof', folder, '--base', system.base], {
    LEITAI_CODE: organiser.code,
  })
  if (printed.status !== 0) throw new Error(`no bundle: ${printed.stderr}`)
  return printed
}
