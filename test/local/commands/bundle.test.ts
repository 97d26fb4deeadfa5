import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContestEvent } from '#core/contest/acts.ts'
import { genesis } from '#core/contest/log.ts'
import { digestOf } from '#core/canonical.ts'
import { checkPublished, checkSince, Findings, parseLog } from '#core/verify.ts'
import { verifyBundle } from '#local/bundle/verify-bundle.ts'
import { findingSentence } from '#terminal/sentences.ts'
import type { Json } from '#test/support/json.ts'
import { logText } from '#test/support/made-bundle.ts'
import { type Links, LocalSystem } from '#test/support/local-system.ts'
import { mutate } from '#test/support/mutations.ts'
import { Player } from '#test/support/player.ts'
import { bundled, playProofContest, type PlayedContest, runLocal } from '#test/support/proof-bundle.ts'
import { proofContest } from '#test/support/proof-contest.ts'
import { randomFrom } from '#core/random.ts'
import { temporaryFolder } from '../support.ts'

/** Bundles of a contest that was really played, with every kind of ballot, a void, a second attempt and a reveal. */

const seed = Number(process.env['SEED'] ?? 20221122)
/** How many changes of a kind are tried. The long runs try a thousand. */
const mutations = Number(process.env['MUTATIONS'] ?? 60)
let played: PlayedContest
const hasPython = spawnSync('python3', ['--version']).status === 0

beforeAll(async () => {
  played = await playProofContest(seed)
}, 180_000)
afterAll(() => played.stop())

const verify = (...args: string[]) => runLocal('verify', args)
const json = (file: string): Json => JSON.parse(readFileSync(file, 'utf8'))
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()

/** The four files of one round, as somebody would put them together from the interface. */
function oneRound(bundle: string, round: string): string {
  const folder = temporaryFolder()
  for (const file of ['contest.json', 'log.ndjson']) cpSync(join(bundle, file), join(folder, file))
  for (const file of ['result.json', 'book.ndjson'])
    cpSync(join(bundle, 'rounds', round, file), join(folder, file))
  return folder
}

describe('a bundle', () => {
  test('has the document, the log, and each sealed round in force with its book; no names, codes or notes', () => {
    const perRound = (round: string, ...more: string[]) =>
      ['book.ndjson', ...more, 'result.json'].map((file) => `rounds/${round}/${file}`)
    expect(filesIn(played.newer)).toEqual(
      [
        'SHA256SUMS',
        'contest.json',
        'log.ndjson',
        ...perRound('criteria'),
        ...perRound('grades'),
        ...perRound('named', 'comments.json'),
        ...perRound('secret'),
        ...perRound('排序'),
      ].sort(),
    )
    const all = filesIn(played.newer).map((file) => readFileSync(join(played.newer, file), 'utf8'))
    expect(all.join()).not.toMatch(/保密|评委j1|村民v1|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}#/)
    expect(readFileSync(join(played.newer, 'rounds/secret/book.ndjson'), 'utf8')).not.toContain('voter')
  })

  test('is verified, says so round by round, and extends the older one', () => {
    const { status, stdout, stderr } = verify(played.newer, '--since', played.older)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [first, ...lines] = stdout.trim().split('\n')
    expect(first).toBe('verified')
    expect(lines.map((line) => line.replace(/[0-9a-f]{64}/g, '…'))).toEqual([
      'round criteria, attempt 1, version 1: 6 ballots, digest …',
      'round grades, attempt 2, version 2: 26 ballots, digest …',
      'round named, attempt 1, version 3: 25 ballots, digest …',
      'round secret, attempt 1, version 1: 20 ballots, digest …',
      'round 排序, attempt 2, version 1: 6 ballots, digest …',
      'log: 66 events, head …',
    ])
  })

  test.skipIf(!hasPython)('is verified by the second program too', () => {
    const { status, stdout, stderr } = spawnSync('python3', ['-B', 'examples/verify.py', played.newer], {
      encoding: 'utf8',
    })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'verified\n', stderr: '' })
  })

  test('with results that are not public yet is no published one', () => {
    expect(verify(played.older)).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'log.ndjson: the log does not say that a result here was published: round grades, attempt 2, version 1\n' +
        'log.ndjson: the log does not say that a result here was published: round 排序, attempt 1, version 1\n' +
        'not verified: 2 faults\n',
    })
  })

  test('of one round is exactly four files', () => {
    const folder = oneRound(played.newer, 'secret')
    expect(filesIn(folder)).toEqual(['book.ndjson', 'contest.json', 'log.ndjson', 'result.json'])
    expect(verify(folder)).toMatchObject({ status: 0, stderr: '' })
  })

  test('may be written in other white space and order: what is signed is what it says', () => {
    const folder = oneRound(played.newer, 'named')
    for (const file of ['contest.json', 'result.json']) {
      const members = Object.entries(json(join(folder, file))).reverse()
      writeFileSync(join(folder, file), JSON.stringify(Object.fromEntries(members), undefined, 2))
    }
    const events = readFileSync(join(folder, 'log.ndjson'), 'utf8').trim().split('\n')
    writeFileSync(
      join(folder, 'log.ndjson'),
      events
        .map(
          (line) =>
            `${JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).reverse()))}\n`,
        )
        .join(''),
    )
    expect(verify(folder)).toMatchObject({ status: 0, stderr: '' })
  })

  test('exported twice is the same, byte for byte', async () => {
    const again = join(temporaryFolder(), 'again')
    await bundled(played.system, again)
    for (const file of filesIn(played.newer))
      expect(readFileSync(join(again, file), 'utf8')).toBe(readFileSync(join(played.newer, file), 'utf8'))
  })
})

describe('an export is refused in a sentence and leaves nothing', () => {
  const refused = async (args: string[], env: Record<string, string> = {}) => {
    const folder = temporaryFolder()
    const { status, stdout, stderr } = runLocal(
      'bundle',
      ['proof', join(folder, 'out'), '--base', played.system.base, ...args],
      env,
    )
    expect({ status, stdout, left: readdirSync(folder) }).toEqual({ status: 1, stdout: '', left: [] })
    return stderr
  }

  test('with a code that opens nothing', async () => {
    const said = await refused([], { LEITAI_CODE: 'AAAA-BBBB-CCCC' })
    expect(said).toBe(`The code is not one of ${played.system.base}.\n`)
  })

  test('with a voter’s code', async () => {
    const [voter] = (await played.system.links()).voters
    const said = await refused([], { LEITAI_CODE: voter?.code ?? '' })
    expect(said).toBe('The code is a voter’s: a bundle needs an organiser’s or observer’s.\n')
  })

  test('for a contest that is not there', async () => {
    const { owner } = await played.system.links()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'code'), `${owner.code}\n`)
    const { status, stderr } = runLocal('bundle', [
      'nowhere',
      join(folder, 'out'),
      '--base',
      played.system.base,
      '--code-file',
      join(folder, 'code'),
    ])
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The code opens no contest nowhere, or there is no such contest.\n',
    })
  })

  test('into a folder that holds something', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'letter.txt'), 'dear')
    const { organiser } = await played.system.links()
    const { status, stderr } = runLocal('bundle', ['proof', folder, '--base', played.system.base], {
      LEITAI_CODE: organiser.code,
    })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `The folder ${folder} holds other things: name one that is empty or not there.\n`,
    })
  })

  test.each([
    [['proof'], /^Usage: npm run -s bundle/],
    [['proof', 'out', '--base', 'http://127.0.0.1:9/path'], /^--base takes an address/],
    [['proof', 'out', '--data', 'nowhere'], /^There is no list of codes nowhere\/links\.json\.\n$/],
  ])('%j', (args, sentence) => {
    const { status, stderr } = runLocal('bundle', args, { LEITAI_CODE: 'x' })
    expect(stderr).toMatch(sentence)
    expect(status).toBe(1)
  })

  test('when nobody answers', () => {
    const { status, stderr } = runLocal('bundle', ['proof', 'out', '--base', 'http://127.0.0.1:9'], {
      LEITAI_CODE: 'x',
    })
    expect(stderr).toMatch(/^Nobody answers at http:\/\/127\.0\.0\.1:9 \(.*\): start Leitai, or say where/)
    expect(status).toBe(1)
  })
})

describe('imported into an empty data folder and started there', () => {
  let restored: LocalSystem
  let links: Links
  const ask = (path: string, token?: string, method = 'GET', body?: object) =>
    new Player(() => restored.base).ask(method, `/contests/proof${path}`, token, body)

  beforeAll(async () => {
    const folder = join(played.folder, 'restored')
    const roster = join(played.folder, 'roster.csv')
    const { status, stderr } = runLocal('import', [
      played.newer,
      '--data',
      folder,
      '--roster',
      roster,
      '--yes',
    ])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    restored = await LocalSystem.startOn(folder)
    links = await restored.links()
  }, 60_000)
  afterAll(() => restored.stop())

  test('the bundle of it is the same, byte for byte, and verified', async () => {
    const again = join(temporaryFolder(), 'again')
    await bundled(restored, again)
    expect(filesIn(again)).toEqual(filesIn(played.newer))
    for (const file of filesIn(again))
      expect(readFileSync(join(again, file), 'utf8')).toBe(readFileSync(join(played.newer, file), 'utf8'))
    expect(verify(again, '--since', played.newer)).toMatchObject({ status: 0, stderr: '' })
  })

  test('everybody reads the same results, books and comments as before', async () => {
    const before = new Player(() => played.system.base)
    for (const { id } of proofContest.rounds)
      for (const what of ['result', 'book', 'comments']) {
        const path = `/rounds/${encodeURIComponent(id)}/${what}`
        const [now, then] = [await ask(path), await before.ask('GET', `/contests/proof${path}`)]
        expect(now.status).toBe(then.status)
        expect(now.body ?? now.text).toEqual(then.body ?? then.text)
      }
    const { at: _, ...live } = (await before.ask('GET', '/contests/proof/live')).body
    expect((await ask('/live')).body).toMatchObject(live)
  })

  test('old codes open nothing, new ones do, and the evening goes on with the roster of then', async () => {
    const player = new Player(() => restored.base)
    const old = await played.system.links()
    await expect(player.signIn(old.organiser.code)).rejects.toThrow('401')
    const organiser = await player.signIn(links.organiser.code)
    const town = links.voters.find(({ electorate }) => electorate === 'town')
    const voter = await player.signIn(town?.code ?? '')
    const opened = await ask('/commands', organiser, 'POST', { type: 'openRound', round: 'later' })
    expect(opened.status).toBe(200)
    const ballot = { electorate: 'town', choices: ['east'] }
    const cast = await ask('/rounds/later/ballot', voter, 'PUT', { ballot, requestId: 'r' })
    expect(cast.status).toBe(200)
    const { rounds } = (await ask('/console', organiser)).body
    expect(rounds.later.turnout.town.eligible).toBe(6)
  })

  test('a bundle with a round that is still voted in cannot be imported', async () => {
    const folder = temporaryFolder()
    await bundled(restored, join(folder, 'open'))
    const { status, stderr } = runLocal('import', [join(folder, 'open'), '--data', join(folder, 'data')])
    expect(stderr).toMatch(/^Round later was voted in and not sealed when this was exported/)
    expect({ status, left: readdirSync(folder) }).toEqual({ status: 1, left: ['open'] })
  })

  test('a rebuild waits until nobody uses the folder, and says of each round how it stands', async () => {
    const folder = join(played.folder, 'restored')
    const { status, stderr } = runLocal('rebuild', ['proof', '--data', folder])
    expect(stderr).toMatch(/^The data folder .* is in use by another Leitai/)
    expect(status).toBe(1)
    await restored.kill()
    const { stdout } = runLocal('rebuild', ['proof', '--data', folder])
    expect(stdout.trim().split('\n')).toEqual([
      ...['named', 'secret', 'grades', '排序', 'criteria'].map(
        (round) => `${round}: the round is sealed; its figures are a recount already.`,
      ),
      'later: the round is open: counters are rebuilt when it has closed; the seal recounts the ballots anyway.',
    ])
    const { status: refused, stderr: why } = runLocal('rebuild', ['proof', 'none', '--data', folder])
    expect({ refused, why }).toEqual({ refused: 1, why: 'The contest proof has no round none.\n' })
  })
})

/** What is wrong with a bundle that is to be a published one. */
function faultsOf(folder: string): Findings {
  const findings = new Findings()
  const { log, results } = verifyBundle(folder, findings)
  if (log) for (const { result } of results) checkPublished(log, result, findings)
  return findings
}

describe('changes to a bundle', () => {
  /** Changes a copy again and again; each change must be found, and in a file that it touched. */
  const expectAllFound = (bundle: string, except: (file: string) => boolean) => {
    const copy = temporaryFolder()
    cpSync(bundle, copy, { recursive: true })
    const texts = new Map(
      filesIn(copy)
        .filter((file) => !except(file))
        .map((file) => [file, readFileSync(join(copy, file), 'utf8')]),
    )
    const random = randomFrom(seed)
    for (let run = 0; run < mutations; run++) {
      const { what, changed } = mutate(texts, random)
      for (const [file, text] of changed) {
        if (text === undefined) rmSync(join(copy, file))
        else writeFileSync(join(copy, file), text)
      }
      const { kept } = faultsOf(copy)
      const named = kept.filter(({ file }) => changed.has(file))
      expect(
        named.length,
        `seed ${seed}, run ${run}: ${what}: ${kept.map(findingSentence).join('; ')}`,
      ).toBeGreaterThan(0)
      for (const file of changed.keys()) writeFileSync(join(copy, file), texts.get(file) ?? '')
    }
    expect(faultsOf(copy).count).toBe(0)
  }

  test('are all found, each named by its file', () => {
    // Without the list itself nothing is lost: it only says of the others what they must be.
    expectAllFound(played.newer, (file) => file === 'SHA256SUMS')
  }, 300_000)

  test('are all found without the list of sums too, where they change what the bundle says', () => {
    const bare = temporaryFolder()
    cpSync(played.newer, bare, { recursive: true })
    rmSync(join(bare, 'SHA256SUMS'))
    // Comments are no part of a result: only the list of sums covers them.
    expectAllFound(bare, (file) => file.endsWith('comments.json'))
  }, 300_000)

  test('in the list of sums are found', () => {
    const copy = temporaryFolder()
    cpSync(played.newer, copy, { recursive: true })
    const sums = join(copy, 'SHA256SUMS')
    const text = readFileSync(sums, 'utf8')
    const random = randomFrom(seed)
    for (let run = 0; run < 100; run++) {
      const { what, changed } = mutate(new Map([['SHA256SUMS', text]]), random)
      const changedTo = changed.get('SHA256SUMS')
      const same = (one: string) => one.trim().split('\n').sort().join('\n')
      if (changedTo === undefined || same(changedTo) === same(text)) continue
      if (new Set(changedTo.split('\n')).size === new Set(text.split('\n')).size && what.includes('second'))
        continue
      writeFileSync(sums, changedTo)
      expect(faultsOf(copy).count, `seed ${seed}, run ${run}: ${what}`).toBeGreaterThan(0)
    }
  }, 60_000)
})

describe('a history that was written anew', () => {
  const logOf = (bundle: string): ContestEvent[] =>
    readFileSync(join(bundle, 'log.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ContestEvent)
  const read = (events: readonly ContestEvent[], file: string) => {
    const findings = new Findings()
    return { log: parseLog(logText(events), file, findings), findings }
  }
  /** As an owner of the account could: every event from a place on, with numbers and hashes that fit. */
  const rechained = (events: readonly ContestEvent[]): ContestEvent[] => {
    let prev = genesis
    return events.map((event, index) => {
      const { hash: _, ...content } = { ...event, n: index + 1, prev }
      prev = digestOf(content)
      return { ...content, hash: prev }
    })
  }

  /** Writes a changed log, and results, digests and sums that fit it, as if it had been so from the beginning. */
  const rewrite = (copy: string, changed: readonly ContestEvent[]): void => {
    const sealed = changed.map((event) => ({ ...event }))
    for (let index = 0; index < sealed.length; index++) {
      const event = sealed[index]
      if (event?.type !== 'roundSealed') continue
      const file = join(copy, 'rounds', event.round, 'result.json')
      const { digest: _, ...result } = json(file)
      if (result.attempt !== event.attempt) continue
      if (result.version > event.version) {
        // Of a version that was superseded there is no file: it is what the book and the log before it come to.
        writeFileSync(join(copy, 'log.ndjson'), logText(sealed))
        const read = verifyBundle(copy, new Findings()).results.find(
          (one) => one.result.round === event.round,
        )
        event.digest = read?.earlier.find(({ version }) => version === event.version)?.digest ?? ''
        sealed.splice(0, sealed.length, ...rechained(sealed))
        continue
      }
      result.log = { sha256: event.prev, events: event.n - 1 }
      event.digest = digestOf(result)
      writeFileSync(file, JSON.stringify({ ...result, digest: event.digest }))
      sealed.splice(0, sealed.length, ...rechained(sealed))
    }
    writeFileSync(join(copy, 'log.ndjson'), logText(sealed))
    rmSync(join(copy, 'SHA256SUMS'))
  }
  const copied = (): string => {
    const copy = temporaryFolder()
    cpSync(played.newer, copy, { recursive: true })
    return copy
  }

  test('that hides a correction of marks after they were shown is found by both programs', () => {
    const copy = copied()
    const events = logOf(copy)
    const seal = events.find((event) => event.type === 'roundSealed' && event.round === 'named')
    expect(seal).toMatchObject({ marksChanged: ['east'] })
    rewrite(
      copy,
      rechained(
        events.map((event) => {
          if (event !== seal) return event
          const { marksChanged: _, ...rest } = { marksChanged: [], ...event }
          return rest
        }),
      ),
    )
    expect(verify(copy)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^log\.ndjson line \d+, \$\.marksChanged\[0\]: .*\nnot verified: 1 fault\n$/,
      ),
    })
    if (hasPython)
      expect(spawnSync('python3', ['-B', 'examples/verify.py', copy], { encoding: 'utf8' })).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^log\.ndjson: says otherwise than .* whose marks .*: \["east"\]\n$/),
      })
  })

  test('is found every time by whoever has an older copy, at its first event that differs', () => {
    const older = logOf(played.older)
    const newer = logOf(played.newer)
    const random = randomFrom(seed)
    const before = { log: read(older, 'older/log.ndjson').log, results: [] }
    for (let run = 0; run < mutations; run++) {
      const at = random.within(0, older.length - 1)
      const changes: [string, ContestEvent[]][] = [
        ['left out', newer.toSpliced(at, 1)],
        ['put in', newer.toSpliced(at, 0, { ...random.of(newer), at: newer[at]?.at ?? '' })],
        [
          'another actor',
          newer.map((event, index) => (index === at ? { ...event, actor: 'somebody' } : event)),
        ],
        [
          'another time',
          newer.map((event, index) =>
            index === at ? { ...event, at: `${event.at.slice(0, -2)}9Z` } : event,
          ),
        ],
        ['cut', newer.slice(0, at)],
      ]
      const [what, changed] = random.of(changes)
      const rewritten = rechained(changed)
      // The same event put in before itself, or the same time: nothing is other than it was up to there.
      if (what !== 'cut' && rewritten[at]?.hash === newer[at]?.hash) continue
      const findings = new Findings()
      checkSince(before, { log: read(rewritten, 'log.ndjson').log, results: [] }, findings)
      const [first] = findings.kept
      expect(first, `seed ${seed}, run ${run}: ${what} at ${at}`).toMatchObject(
        what === 'cut'
          ? { code: 'shorter-history', file: 'log.ndjson' }
          : { code: 'other-history', file: 'log.ndjson', line: at + 1 },
      )
    }
    const findings = new Findings()
    checkSince(before, { log: read(newer, 'log.ndjson').log, results: [] }, findings)
    expect(findings.kept).toEqual([])
  })

  test('with its results is found by the command, which names the event', () => {
    const copy = temporaryFolder()
    cpSync(played.newer, copy, { recursive: true })
    const events = logOf(copy)
    const changed = rechained(
      events.map((event): ContestEvent =>
        'contestant' in event && !['contestantWithdrawn', 'marksShown'].includes(event.type)
          ? { ...event, contestant: 'west' }
          : event,
      ),
    )
    rewrite(copy, changed)
    expect(verify(copy)).toMatchObject({ status: 0 })
    const { status, stderr } = verify(copy, '--since', played.older)
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^log\.ndjson line 6: the event is another one than in the older log: expected [0-9a-f]{64}, found/,
    )
    expect(stderr).toContain(
      'rounds/secret/result.json, $.digest: the result is another one than in the older bundle',
    )
  })
})

test('the sums are those that sha256sum reads', () => {
  for (const line of readFileSync(join(played.newer, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
    const [sum, file = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(readFileSync(join(played.newer, file)))
        .digest('hex'),
    ).toBe(sum)
  }
})
