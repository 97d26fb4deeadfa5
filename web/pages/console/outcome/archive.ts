import { type Zippable, zip } from 'fflate'
import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Live, Result } from '#contract/live.ts'
import { type BundleSource, bundleFiles, files, sumLine } from '#core/bundle.ts'
import { canonicalJson } from '#core/canonical.ts'
import { plainHash } from '#core/verify/hash.ts'
import { bookUrl, contestUrl, resultUrl, roundUrl } from '../../../api/addresses.ts'
import { readLog } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import { readJson, send } from '../../../api/request.ts'
import { leftOf } from '../../../state/left.ts'
import { pictureOf } from '../../result/share/draw.ts'
import { posterOf } from '../../result/share/poster.ts'
import { sheetsOf } from '../../result/sheets/tables.ts'
import { xlsxOf } from '../../result/sheets/xlsx.ts'
import { outcome as t } from './words.ts'

type Json = Parameters<typeof canonicalJson>[0]
type Entries = Record<string, Uint8Array>

/** Milliseconds for the ballots of a large round. */
const patience = 60_000

/** Everything that an evening leaves behind, as one zip: tables, pictures, and the bundle that proves them. `rounds` are the published ones. */
export async function archiveOf(
  contest: Contest,
  rounds: readonly Round[],
  token: string,
  live: Pick<Live, 'withdrawn'>,
  linkTo: (round: string) => string | null,
): Promise<Blob> {
  const entries: Entries = { [t.readMeFile]: bytesOf(`\uFEFF${t.readMe(contest.title)}`) }
  const results = new Map<string, string>()
  const source = sourceOf(contest.id, rounds, token, results)
  let sums = ''
  for await (const { file, content } of bundleFiles(source)) {
    const bytes = typeof content === 'string' ? bytesOf(content) : await joined(content)
    entries[`${t.proofFolder}/${file}`] = bytes
    sums += sumLine(sha256Of(bytes), file)
  }
  entries[`${t.proofFolder}/${files.sums}`] = bytesOf(sums)
  for (const round of rounds) {
    const text = results.get(round.id)
    if (text !== undefined)
      await addViews(entries, text, {
        contest,
        round,
        left: leftOf(contest, round, live),
        link: linkTo(round.id),
      })
  }
  return new Blob([await zipped(entries)], { type: 'application/zip' })
}

type Viewed = { contest: Contest; round: Round; left: Contestant[]; link: string | null }

/** What people look at: the tables and the picture of one round. */
async function addViews(entries: Entries, text: string, { contest, round, left, link }: Viewed) {
  const result = JSON.parse(text) as Result
  const table = await xlsxOf(sheetsOf(contest, round, result, left))
  const picture = await pictureOf(posterOf(contest, round, result, left, link), 'tall')
  entries[fileName(t.tableFile(round.title))] = new Uint8Array(await table.arrayBuffer())
  entries[fileName(t.pictureFile(round.title))] = new Uint8Array(await picture.arrayBuffer())
}

function sourceOf(
  contest: string,
  rounds: readonly Round[],
  token: string,
  results: Map<string, string>,
): BundleSource {
  const read = async (url: string, headers = {}): Promise<string> =>
    canonicalJson(await readJson<Json>(await send(url, { headers })))
  return {
    log: async () => {
      const { events } = await readLog(contest, token, 0)
      return events.map((event) => `${canonicalJson(event as Json)}\n`).join('')
    },
    contest: () => read(contestUrl(contest)),
    sealedRounds: () => rounds.map(({ id }) => id),
    result: async (round) => {
      const text = await read(resultUrl(contest, round))
      results.set(round, text)
      return text
    },
    async *book(round) {
      yield new Uint8Array(await (await send(bookUrl(contest, round), { patience })).arrayBuffer())
    },
    // As the public reads them: staff would be told the judges' names.
    comments: (round) =>
      read(`${roundUrl(contest, round)}/comments`).catch((problem: unknown) => {
        if (problem instanceof Problem && problem.code === 'not-found') return undefined
        throw problem
      }),
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of pieces) parts.push(new Uint8Array(piece))
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function sha256Of(bytes: Uint8Array): string {
  const hash = plainHash()
  hash.update(bytes)
  return hash.hex()
}

/** A title as the name of a file, on every system. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')

const zipped = (entries: Zippable): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((done, failed) =>
    zip(entries, (error, bytes) => (error === null ? done(new Uint8Array(bytes)) : failed(error))),
  )
