import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCode } from '#terminal/user-error.ts'
import { type Links, LocalSystem } from '#test/support/local-system.ts'
import { Player } from '#test/support/player.ts'
import type { Json } from '#test/support/json.ts'

/** The whole system with its data on a disk of 16 MB. Only root may have such a disk; elsewhere the tests are shown as skipped. */
const disk = mkdtempSync(join(tmpdir(), 'leitai-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]).status === 0
const ballast = join(disk, 'ballast')

function fillDisk(): void {
  const file = openSync(ballast, 'a')
  for (const bytes of [65_536, 4_096]) while (fits(file, bytes));
  closeSync(file)
}

function fits(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes
  } catch (error) {
    if (errorCode(error) !== 'ENOSPC') throw error
    return false
  }
}

const round = 'round-district-1'
/** The store may have some room left inside its own files. */
const mostWhileFull = 500

describe.skipIf(!isMounted)('when the disk of the local system is full', () => {
  let system: LocalSystem
  let links: Links
  const player = new Player(() => system.base)
  const tokens = new Map<string, string>()
  /** Per voter, what was acknowledged last and what was sent after it. */
  const acknowledged = new Map<string, { ballot: Json; receipt: Json }>()
  const refused = new Map<string, { ballot: Json; requestId: string }>()
  let requests = 0

  const path = () => `/contests/${links.contest}/rounds/${round}/ballot`
  const put = (voter: string, body: object) =>
    fetch(`${system.base}/api${path()}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(voter)}` },
      body: JSON.stringify(body),
    })

  /** Sends a ballot that says something else than the one before; answers what refused it, if anything did. */
  async function cast(voter: string, again = refused.get(voter)): Promise<Response | undefined> {
    const other = acknowledged.get(voter)?.ballot.choices[0] === 'henan' ? 'xiguxian' : 'henan'
    const request = again ?? {
      ballot: { electorate: 'village', choices: [other] },
      requestId: `cast-${++requests}`,
    }
    const answer = await put(voter, request)
    if (answer.status !== 200) {
      refused.set(voter, request)
      return answer
    }
    refused.delete(voter)
    acknowledged.set(voter, { ballot: request.ballot, receipt: await answer.json() })
    return undefined
  }

  /** Each ballot lies in the box as it was acknowledged, or as its voter sent it afterwards without hearing of it. */
  async function expectAllThere(): Promise<void> {
    for (const [voter, { ballot, receipt }] of acknowledged) {
      const { status, body } = await player.ask('GET', path(), tokens.get(voter))
      expect(status, voter).toBe(200)
      const unheard = refused.get(voter)?.ballot
      if (unheard && JSON.stringify(body.ballot) === JSON.stringify(unheard)) continue
      expect(body, voter).toEqual({ ...receipt, ballot })
    }
  }

  async function untilCounted(): Promise<void> {
    let cast: unknown
    for (let tries = 0; tries < 150 && cast !== acknowledged.size; tries++) {
      await sleep(200)
      const { body } = await player.ask('GET', `/contests/${links.contest}/live`)
      cast = body?.rounds?.[round]?.turnout.village.cast
    }
    expect(cast).toBe(acknowledged.size)
  }

  async function castUntilRefused(voters: string[]): Promise<Response | undefined> {
    for (let count = 0; count < mostWhileFull; count++) {
      const refusal = await cast(voters[count % voters.length] ?? '')
      if (refusal) return refusal
    }
    return undefined
  }

  beforeAll(async () => {
    system = await LocalSystem.startOn(join(disk, 'data'))
    links = await system.links()
    const organiser = await player.signIn(links.organiser.code)
    const villagers = links.voters.filter(({ electorate }) => electorate === 'village').slice(0, 24)
    for (const { id, code } of villagers) tokens.set(id, await player.signIn(code))
    const command = { type: 'openRound', round }
    await player.ask('POST', `/contests/${links.contest}/commands`, organiser, command)
    for (const { id } of villagers.slice(0, 12)) expect(await cast(id)).toBeUndefined()
  })
  afterAll(async () => {
    await system.stop()
    spawnSync('umount', [disk])
    rmdirSync(disk)
  })

  it('refuses ballots as unavailable, keeps all that it acknowledged, and goes on once there is room', async () => {
    fillDisk()
    const voters = [...tokens.keys()]
    for (const start of [12, 15, 18, 21]) {
      const refusal = await castUntilRefused(voters.slice(start, start + 3))
      expect(refusal?.status).toBe(503)
      expect(refusal?.headers.get('retry-after')).toBe('1')
      expect(await refusal?.json()).toMatchObject({ code: 'unavailable' })
    }
    await expectAllThere()

    rmSync(ballast)
    await expectAllThere()
    for (const voter of voters) expect(await cast(voter)).toBeUndefined()
    await expectAllThere()
    await untilCounted()
  }, 120_000)

  it('loses nothing either when it is killed on the full disk', async () => {
    fillDisk()
    const voters = [...tokens.keys()]
    expect((await castUntilRefused(voters))?.status).toBe(503)
    await system.kill()
    rmSync(ballast)
    await system.start()
    await expectAllThere()
    for (const voter of refused.keys()) expect(await cast(voter)).toBeUndefined()
    await expectAllThere()
    await untilCounted()
  }, 120_000)
})
