import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { canonicalJson } from '#core/canonical.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { chainEvents } from '#core/contest/log.ts'
import { Findings, parseLog } from '#core/verify.ts'
import { actionsOn, done, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'

/** All that a further command is: what it is called, what refuses it, what happens, and how the round is afterwards. */
vi.mock(import('#core/contest/acts.ts'), async (original) => {
  const { roundAct } = await import('#core/contest/act.ts')
  const { seconds, time } = await import('#core/contest/acts/fields.ts')
  const { endMisfit, secondsAfter, withNewEnd } = await import('#core/contest/acts/windows.ts')
  const hurryRound = roundAct({
    command: 'hurryRound',
    commandFields: { seconds },
    event: 'roundHurried',
    eventFields: { closesAt: time },
    phases: {
      waiting: 'round-not-opened',
      open: 'allowed',
      closed: 'round-not-open',
      sealing: 'round-sealing',
      sealed: 'round-sealed',
      published: 'round-sealed',
    },
    decide: (command, { now }) => ({ event: { closesAt: secondsAfter(now, command.seconds) } }),
    misfit: endMisfit,
    evolve: (current, { closesAt }) => ({ ...withNewEnd(current, closesAt), phase: 'opened' }),
  })
  const { acts, ...rest } = await original()
  return { ...rest, acts: [...acts, hurryRound] as unknown as typeof acts }
})

let functions: Functions
beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const hurry = { type: 'hurryRound', round: 'final', seconds: 60 }

async function setup() {
  const stage = await stageContest(functions, contestWith({ id: 'invented' }), { zhang: 'village' })
  const look = async () =>
    done(await functions.call('read-console', { path: { contest: stage.contest }, token: stage.organiser }))
      .body
  return { stage, look, ...actionsOn(functions, stage) }
}

it('that is written in one file is known to the API, the log, the console, the verifier and the description', async () => {
  const { command, look, stage } = await setup()
  expect(await command({ ...hurry, seconds: 'soon' })).toMatchObject(refused('bad-request'))
  expect(await command(hurry)).toMatchObject({ status: 409, body: { reason: 'round-not-opened' } })
  expect((await look()).details.final.available.hurryRound).toBe('round-not-opened')

  done(await command({ type: 'openRound', round: 'final' }))
  expect((await look()).details.final.available.hurryRound).toBeNull()
  const [hurried] = done(await command(hurry)).body.events
  expect(hurried).toMatchObject({ type: 'roundHurried', round: 'final', closesAt: expect.any(String) })
  expect((await look()).rounds.final).toMatchObject({ status: 'open', closesAt: hurried.closesAt })

  const { events } = done(
    await functions.call('read-log', { path: { contest: stage.contest }, token: stage.organiser }),
  ).body
  expect(findingsOf(events)).toEqual([])
  const last = { version: hurried.n, chain: hurried.hash, at: hurried.at }
  const again = (closesAt: string, at: string) =>
    chainEvents(last, [{ type: 'roundHurried', round: 'final', closesAt } as unknown as NewEvent], {
      at,
      actor: 'chen',
    })
  expect(findingsOf([...events, ...again(hurried.at, hurried.at)])).toEqual(['event-misfit'])
  expect(findingsOf([...events, ...again('soon', hurried.at)])).toEqual(['wrong-shape'])
  expect(findingsOf([...events, ...again('2999-01-01T00:00:00.000Z', hurried.closesAt)])).toEqual([
    'event-misfit',
  ])

  expect(JSON.stringify((await functions.call('read-openapi', {})).body)).toContain('"hurryRound"')
})

function findingsOf(events: readonly object[]): string[] {
  const findings = new Findings()
  parseLog(events.map((event) => `${canonicalJson({ ...event })}\n`).join(''), 'log.ndjson', findings)
  return findings.kept.map(({ code }) => code)
}
