import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Links } from '#local/data/links.ts'
import type { Json } from './json.ts'
import { haiyangParts, type Part, Player } from './player.ts'

/** A running system with the Haiyang example, wherever and however it runs. */
export type Venue = {
  base: string
  links: Links
  /** Everything that runs is gone from one moment to the next and starts again; what is stored stays. */
  crash(): Promise<void>
}

const round = 'round-district-1'
const book = haiyangParts(round)

/**
 * A whole evening played by a program that knows nothing but the HTTP interface: roster, sessions, ballots with repeats and second
 * choices, a crash, close, seal, publish, recount.
 */
export async function playWholeEvent({ base, links, crash }: Venue): Promise<void> {
  const player = new Player(() => base)
  const ask = player.ask.bind(player)
  const path = `/contests/${links.contest}`
  const liveRound = async () => (await ask('GET', `${path}/live`)).body.rounds[round]
  const until = async (status: string) => {
    for (let tries = 0; tries < 200; tries++) {
      if ((await liveRound()).status === status) return
      await sleep(100)
    }
    throw new Error(`the round never became ${status}`)
  }

  const organiser = await player.signIn(links.organiser.code)
  const command = (body: object) => ask('POST', `${path}/commands`, organiser, body)
  const codes = new Map([...links.judges, ...links.voters].map(({ id, code }) => [id, code]))
  const tokens = new Map<string, string>()
  for (const { voter } of book) tokens.set(voter, await player.signIn(codes.get(voter) ?? ''))

  await command({ type: 'stageContestant', contestant: 'xiguxian' })
  expect(await command({ type: 'openRound', round })).toMatchObject({ status: 200 })

  const receipts = new Map<string, unknown>()
  const cast = (line: Part, requestId: string, ballot = line.ballot) =>
    ask('PUT', `${path}/rounds/${round}/ballot`, tokens.get(line.voter), { ballot, requestId })
  const castAll = async (lines: Part[]) => {
    for (const line of lines) {
      const answers = await Promise.all([cast(line, `${line.voter}-1`), cast(line, `${line.voter}-1`)])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(answers[0]?.body).toEqual(answers[1]?.body)
      receipts.set(line.voter, answers[0]?.body)
    }
  }

  const half = Math.floor(book.length / 2)
  await castAll(book.slice(0, half))
  // Somebody changes their mind and back again.
  const [wavering] = book.filter(({ ballot }) => ballot.electorate === 'village')
  if (!wavering) throw new Error('nobody from the villages in the book')
  await castAll([wavering])
  const second = await cast(wavering, 'second', {
    electorate: 'village',
    choices: ['henan'],
  })
  expect(second.body).toMatchObject({ revision: 2 })
  expect((await cast(wavering, 'third')).body).toMatchObject({ revision: 3 })

  await crash()

  for (const line of book.slice(0, half))
    if (line !== wavering)
      expect((await cast(line, `${line.voter}-1`)).body).toEqual(receipts.get(line.voter))
  await castAll(book.slice(half).filter((line) => line !== wavering))

  await command({ type: 'closeRound', round, inSeconds: 3 })
  await until('closed')
  expect((await cast(wavering, 'late', { electorate: 'village', choices: ['henan'] })).body).toMatchObject({
    code: 'closed',
  })
  expect((await liveRound()).standings).toBeNull()
  expect((await ask('GET', `${path}/rounds/${round}/result`)).status).toBe(404)
  await command({ type: 'sealRound', round })
  await until('sealed')
  expect(await command({ type: 'publishResult', round })).toMatchObject({ status: 200 })

  const { body: result } = await ask('GET', `${path}/rounds/${round}/result`)
  expect(result.ballots).toEqual({
    judge: { cast: 7, eligible: 7 },
    town: { cast: 16, eligible: 16 },
    village: { cast: 103, eligible: 103 },
  })
  expect(
    result.standings.slice(0, 3).map(({ contestant, rank, tied }: Json) => ({ contestant, rank, tied })),
  ).toEqual([
    { contestant: 'wangjiashanhou', rank: 1, tied: true },
    { contestant: 'xiguxian', rank: 1, tied: true },
    { contestant: 'zhanchangpo', rank: 3, tied: false },
  ])
  await sleep(1_100)
  expect((await liveRound()).standings).toEqual(result.standings)

  const published = await ask('GET', `${path}/rounds/${round}/book`)
  expect(createHash('sha256').update(published.text).digest('hex')).toBe(result.book.sha256)
  expect(await recount((await ask('GET', path)).text, published.text)).toEqual(result.standings)
}

/** By the command that anyone can run on the files that anyone can download. */
async function recount(document: string, text: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-book-'))
  await writeFile(join(folder, 'contest.json'), document)
  await writeFile(join(folder, 'book.ndjson'), text)
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['local/commands/count.ts', join(folder, 'contest.json'), round, join(folder, 'book.ndjson')],
    { encoding: 'utf8' },
  )
  await rm(folder, { recursive: true })
  if (stderr) throw new Error(stderr)
  return (JSON.parse(stdout) as { standings: unknown }).standings
}
