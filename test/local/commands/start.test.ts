import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Links } from '#local/data/links.ts'
import { runHere } from '#test/support/run-here.ts'
import { eventually, processesWith, temporaryFolder } from '../support.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** `npm start` as a process, with what it has printed so far. */
const start = (args: string[], env: Record<string, string> = {}) => {
  const child = spawn(
    process.execPath,
    ['--import', './terminal/check-node.js', 'local/commands/start.ts', ...args],
    {
      cwd: root,
      env: { ...process.env, ...env },
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => void (printed.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (printed.err += chunk.toString()))
  const closed = once(child, 'close')
  return { child, printed, ended: async () => ({ code: ((await closed) as [number])[0], ...printed }) }
}

/** A system that is ready, on a free port. */
const ready = async (data: string, ...args: string[]) => {
  const { child, printed, ended } = start(['--port', '0', '--data', data, ...args])
  await Promise.race([
    eventually(() => expect(printed.out).toMatch(/Leitai is ready at \S+\n$/), 30_000),
    ended().then(({ err }) => Promise.reject(new Error(`it ended: ${err}`))),
  ])
  const links = JSON.parse(readFileSync(join(data, 'links.json'), 'utf8')) as Links
  return { child, links, printed, ended }
}

const kill = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}

const post = async (url: string, body: unknown, token?: string) => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

const small = {
  id: 'small',
  title: 'Small',
  electorates: [
    { id: 'jury', name: 'Jury', role: 'judge' },
    { id: 'home', name: 'Home', role: 'voter' },
  ],
  contestants: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ],
  rounds: [{ id: 'r', title: 'R', panels: [{ electorate: 'home', ballot: { kind: 'choose', max: 1 } }] }],
}

const [hallCert, hallKey] = ['hall.cert.pem', 'hall.key.pem'].map((file) =>
  fileURLToPath(new URL(`../http/certificates/${file}`, import.meta.url)),
) as [string, string]

/** A contest and a roster as files. */
const files = (
  roster: string | Buffer = 'id,electorate,name,unit\nj1,jury,Ann,\nv1,home,"Li, Wei",North\nv2,home,,\n',
  contest: unknown = small,
) => {
  const folder = temporaryFolder()
  const [contestFile, rosterFile] = [join(folder, 'contest.json'), join(folder, 'roster.csv')]
  writeFileSync(contestFile, typeof contest === 'string' ? contest : JSON.stringify(contest))
  writeFileSync(rosterFile, roster)
  return { contestFile, rosterFile, args: ['--contest', contestFile, '--roster', rosterFile] }
}

describe('on an empty data folder', () => {
  test('loads the contest and prints links that let people in', async () => {
    const data = join(temporaryFolder(), 'data')
    const { links, printed } = await ready(data, ...files().args)
    expect(links).toMatchObject({
      contest: 'small',
      owner: { id: 'owner' },
      judges: [{ id: 'j1', electorate: 'jury' }],
      voters: [
        { id: 'v1', electorate: 'home' },
        { id: 'v2', electorate: 'home' },
      ],
    })
    expect(printed.out).toContain(links.organiser.link)
    expect(printed.out).toContain(
      `会务人员 Clerk\n    ${links.base}/clerk?contest=small#${links.clerk?.code}`,
    )
    expect(links.voters[0]?.link).toBe(`${links.base}/watch?contest=small#${links.voters[0]?.code}`)
    expect(existsSync(join(data, 'loading.json'))).toBe(false)

    const sessions = await Promise.all(
      [links.owner, links.organiser, links.observer, links.clerk, links.judges[0], links.voters[0]].map(
        (person) => post(`${links.base}/api/sessions`, { code: person?.code }),
      ),
    )
    expect(sessions.map(({ body }) => body['role'])).toEqual([
      'owner',
      'organiser',
      'observer',
      'clerk',
      'judge',
      'voter',
    ])
    expect((await fetch(`${links.base}/watch?contest=small`)).headers.get('content-type')).toContain(
      'text/html',
    )
    expect(await (await fetch(`${links.base}/sample/live.m3u8`)).text()).toContain('#EXT-X-PROGRAM-DATE-TIME')
  }, 60_000)

  test('opened to the network shows a way in for phones', async () => {
    const data = join(temporaryFolder(), 'data')
    const { links, printed } = await ready(data, ...files().args, '--host')
    expect(links.base).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+$/)
    expect(printed.out).toContain(
      `会场网络 On the network of the hall:\n  ${links.base}/watch?contest=small\n█▀▀▀`,
    )
    expect((await fetch(`${links.base}/api/contests/small`)).status).toBe(200)
    // The hall may see this terminal.
    const everybody = [
      links.owner,
      links.organiser,
      links.observer,
      links.clerk,
      ...links.judges,
      ...links.voters,
    ]
    for (const person of everybody) expect(printed.out).not.toContain(person?.code)
    expect(printed.out).toContain(join(data, 'links.json'))
  }, 60_000)

  test('finishes a load that was killed half-way', async () => {
    const data = join(temporaryFolder(), 'data')
    const { args } = files(
      `id,electorate\n${Array.from({ length: 1500 }, (_, n) => `v${n},home\n`).join('')}`,
    )
    const first = start(['--port', '0', '--data', data, ...args])
    await eventually(() => expect(existsSync(join(data, 'loading.json'))).toBe(true), 30_000)
    await eventually(() => expect(existsSync(join(data, 'leitai.db-wal'))).toBe(true), 30_000)
    await new Promise((resolve) => setTimeout(resolve, 700))
    await kill(first.child)
    expect(existsSync(join(data, 'links.json'))).toBe(false)

    const { links } = await ready(data)
    expect(links.contest).toBe('small')
    expect(links.voters).toHaveLength(1500)
    const { status } = await post(`${links.base}/api/sessions`, { code: links.voters[1499]?.code })
    expect(status).toBe(200)
  }, 90_000)
})

describe('on a data folder with a contest', () => {
  test('keeps after kill -9 what was acknowledged, and the codes, under the new address', async () => {
    const data = join(temporaryFolder(), 'data')
    const first = await ready(data, ...files().args)
    const staff = await post(
      `${first.links.base}/api/contests/small/staff`,
      { role: 'observer', name: 'Late' },
      (await post(`${first.links.base}/api/sessions`, { code: first.links.owner.code })).body['token'],
    )
    expect(staff.status).toBe(200)
    await kill(first.child)

    const { links, printed, child, ended } = await ready(data, ...files().args)
    expect(links.voters.map(({ code }) => code)).toEqual(first.links.voters.map(({ code }) => code))
    expect(links.voters[0]?.link).toContain(links.base)
    expect(printed.out).toContain('There is a contest in ')
    const session = await post(`${links.base}/api/sessions`, { code: staff.body['code'] })
    expect(session.body).toMatchObject({ role: 'observer', contest: 'small' })

    child.kill('SIGTERM')
    expect(await ended()).toMatchObject({ code: 0, err: '' })
    await eventually(() => expect(processesWith(join(data, 'leitai.db'))).toEqual([]))
  }, 90_000)

  test('ends with a sentence when the engine dies', async () => {
    const data = join(temporaryFolder(), 'data')
    const { ended } = await ready(data, ...files().args)
    for (const id of processesWith(join(data, 'leitai.db'))) process.kill(id, 'SIGKILL')
    expect(await ended()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/The engine has stopped .*start Leitai again/) as string,
    })
  }, 60_000)

  test('is refused to a second Leitai', async () => {
    const data = join(temporaryFolder(), 'data')
    await ready(data, ...files().args)
    const { code, err } = await start(['--port', '0', '--data', data]).ended()
    expect(err).toMatch(/^The data folder .* is in use by another Leitai: stop that one first.*\n$/)
    expect(code).toBe(1)
  }, 60_000)
})

describe('what cannot work ends in a sentence and leaves nothing behind', () => {
  const refused = async (args: string[], prepare?: (data: string) => void) => {
    const data = join(temporaryFolder(), 'data')
    prepare?.(data)
    const before = existsSync(data) ? readdirSync(data) : undefined
    const { code, out, err } = await start(['--port', '0', '--data', data, ...args]).ended()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(existsSync(data) ? readdirSync(data) : undefined).toEqual(before)
    return err
  }
  /** The same of what is refused before anything is started. */
  const refusedAtOnce = async (args: string[]) => {
    const data = join(temporaryFolder(), 'data')
    const command = ['--port', '0', '--data', data, ...args]
    const { status, stdout, stderr } = await runHere('local/commands/start.ts', command)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(existsSync(data)).toBe(false)
    return stderr
  }

  test.each([
    [['--colour', 'red'], /^Unknown option '--colour'.* Usage: npm start/],
    [['stray'], /^“stray” is not understood. Usage: npm start/],
    [['--port', 'eighty'], /^--port takes a number/],
    [['--host', 'nowhere'], /^--host takes an IPv4 address/],
    [['--address', 'vote.example.cn'], /^--address takes the address that people open/],
    [['--address', 'https://vote.example.cn/watch'], /^--address takes the address that people open/],
    [['--host-console'], /^--host-console opens the console to the network that --host opens: give both\.$/m],
    [['--cert', hallCert], /^--cert and --key belong together/],
    [
      ['--cert', 'nowhere.pem', '--key', hallKey],
      /^There is no certificate nowhere\.pem: check the path\.$/m,
    ],
    [['--cert', hallCert, '--key', 'nowhere.pem'], /^There is no key nowhere\.pem: check the path\.$/m],
    [['--host', '198.51.100.1'], /^This machine has no address 198\.51\.100\.1/],
    [['--contest', 'missing.json'], /^There is no contest document missing\.json: check the path\.\n$/],
    [['--roster', 'missing.csv'], /^There is no roster missing\.csv: check the path\.\n$/],
    [['--contest', 'local'], /^.*local cannot be read \(.*\): check the path\.\n$/],
  ])('%j', async (args, sentence) => {
    expect(await refusedAtOnce(args)).toMatch(sentence)
  })

  test('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(await refused(['--port', String(port)])).toBe(
      `Port ${port} is in use: stop the program that has it, or choose another with --port NUMBER.\n`,
    )
  })

  test('a contest document with faults, each with its path', async () => {
    const { args } = files(undefined, {
      ...small,
      rounds: [
        { ...small.rounds[0], panels: [{ electorate: 'nobody', ballot: { kind: 'choose', max: 0 } }] },
      ],
    })
    const err = await refusedAtOnce(args)
    expect(err).toMatch(/contest\.json has 2 faults; correct it and start again, nothing was loaded:\n/)
    expect(err).toContain('$.rounds[0].panels[0].electorate: ')
    expect(err).toContain('$.rounds[0].panels[0].ballot.max: ')
  })

  test('a contest document that is no JSON', async () => {
    expect(await refusedAtOnce(files(undefined, '{').args)).toMatch(
      /contest\.json is not valid JSON \(.*\): correct it and start again\.\n$/,
    )
  })

  test('a roster with faults, each with its row', async () => {
    const roster =
      '\ufeffid,electorate,name,unit\nv1,home,Ann,\n/v2,home,,\nv3,nobody,,\nv1,home,"two\nlines",\n,home,,\n'
    const err = await refusedAtOnce(files(roster).args)
    expect(err).toMatch(/roster\.csv has \d faults; correct it and start again, nothing was loaded:\n/)
    expect(err).toMatch(/row 3, id: /)
    expect(err).toMatch(/row 4, electorate: There is no electorate ‘nobody’; there are: Jury \/ Home/)
    expect(err).toMatch(/row \d, id: ‘v1’ stands in row 2 already/)
    expect(err).toMatch(/row 7: This row \(home\) does not look like a person/)
  })

  test.each([
    ['without titles', 'v1,home,Ann\n', /row 1: No row among the first ten names the columns/],
    ['without a needed column', 'id,name\nv1,Ann\n', /row 1: Has no column that says .* Jury \/ Home/],
    [
      'with half a letter',
      Buffer.concat([Buffer.from('id,electorate,name\nv1,home,王'), Buffer.from([0xe6, 0x8b, 0x0a])]),
      /Row 2 holds a letter that is damaged/,
    ],
    ['with a cell too many', 'id,electorate\nv1,home,too,many\n', /row 2: Has 4 cells for 2 titles/],
  ])('a roster %s', async (_, roster, sentence) => {
    expect(await refusedAtOnce(files(roster).args)).toMatch(sentence)
  })

  test('a folder that holds other things', async () => {
    const holdingLetters = (data: string): void => {
      mkdirSync(data)
      writeFileSync(join(data, 'letter.txt'), 'dear')
    }
    expect(await refused([], holdingLetters)).toMatch(
      /^The folder .* holds other things \(letter\.txt …\): choose an empty one/,
    )
  })

  test('a folder that a newer Leitai has written', async () => {
    const newer = (data: string): void => {
      mkdirSync(data)
      writeFileSync(join(data, 'version'), '4\n')
    }
    expect(await refused([], newer)).toMatch(
      /^The data folder .* was written by a newer Leitai \(layout 4, this one knows 3\): update Leitai\.\n$/,
    )
  })

  test('a folder that an older Leitai has written', async () => {
    const older = (data: string): void => {
      mkdirSync(data)
      writeFileSync(join(data, 'version'), '2\n')
    }
    expect(await refused([], older)).toMatch(
      /^The data folder .* was written by an older Leitai, whose logs this one cannot go on with: .*\n$/,
    )
  })

  test('an engine elsewhere that does not answer', async () => {
    const data = join(temporaryFolder(), 'data')
    const { code, err } = await start(['--port', '0', '--data', data], {
      DYNAMODB_ENDPOINT: 'http://127.0.0.1:9',
    }).ended()
    expect(err).toMatch(
      /^The engine at DYNAMODB_ENDPOINT=http:\/\/127\.0\.0\.1:9 cannot be used \(.*\): start it, or unset the variable\.\n$/,
    )
    expect(code).toBe(1)
  })

  test('a damaged database', async () => {
    const data = join(temporaryFolder(), 'data')
    mkdirSync(data)
    writeFileSync(join(data, 'version'), '3\n')
    writeFileSync(join(data, 'leitai.db'), 'rubbish '.repeat(1000))
    const { code, err } = await start(['--port', '0', '--data', data]).ended()
    expect(err).toMatch(/^The database .* is damaged \(.*\): put back a copy of the data folder/)
    expect(code).toBe(1)
  })
})
