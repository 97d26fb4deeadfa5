import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { actionsOn, done, invokeStream } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { ballotRecord, changeRecord } from '#test/support/stream-records.ts'

type Push = { method: string; url: string; headers: IncomingHttpHeaders; body: Json }

let functions: Functions
let service: Server
let pushes: Push[] = []
let status = 200
let failed: object[] = []
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  service = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      pushes.push({ method, url, headers, body: JSON.parse(body) })
      response.writeHead(status).end(JSON.stringify({ failed, successful: [] }))
    })
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const { port } = service.address() as AddressInfo
  // Read when the function is imported, below.
  Object.assign(process.env, {
    PUSH_PUBLISH_URL: `http://127.0.0.1:${port}/event`,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  })
  stage = await stageContest(functions, contestWith(), { zhang: 'village' })
  done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
})
beforeEach(() => {
  pushes = []
  status = 200
  failed = []
})
afterAll(async () => {
  service.close()
  service.closeAllConnections()
  await functions.stop()
})

const allDone = { batchItemFailures: [] }
const liveOf = async (contest: string) => (await functions.call('read-live', { path: { contest } })).body
/** The documents that were pushed, as a socket hands them on. */
const documents = () => pushes.flatMap(({ body }) => body.events.map((event: string) => JSON.parse(event)))

describe('when something changed', () => {
  it('posts the public document to the contest’s channel, signed for AppSync', async () => {
    expect(await invokeStream('publish-live', [changeRecord('Contests', 'harvest')])).toEqual(allDone)
    expect(pushes).toEqual([
      {
        method: 'POST',
        url: '/event',
        headers: expect.objectContaining({
          'content-type': 'application/json',
          'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/local\/appsync\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/,
          ),
        }),
        body: { channel: '/live/harvest', events: [expect.any(String)] },
      },
    ])
    expect(documents()).toEqual([{ ...(await liveOf('harvest')), at: expect.any(String) }])
  })

  it('posts once for a batch, and once for each contest in it', async () => {
    await stageContest(functions, contestWith({ id: 'elsewhere' }), {})
    await invokeStream('publish-live', [
      changeRecord('Tallies', 'harvest'),
      changeRecord('Tallies', 'elsewhere'),
      changeRecord('Tallies', 'harvest'),
    ])
    expect(pushes.map(({ body }) => body.channel).sort()).toEqual(['/live/elsewhere', '/live/harvest'])
  })
})

describe('while figures are hidden', () => {
  it('pushes the turnout and no figure of any contestant', async () => {
    await invokeStream('tally-ballots', [
      ballotRecord('harvest/final/1#0', '1', {
        voter: 'zhang',
        ballot: { electorate: 'village', choices: ['east'] },
        receipt: 'receipt',
        revision: 1,
        casts: [{ id: 'r1' }],
      }),
    ])
    await invokeStream('publish-live', [changeRecord('Tallies', 'harvest')])
    const [{ rounds }] = documents() as [Json]
    expect(rounds.final).toMatchObject({ turnout: { village: { cast: 1, eligible: 1 } }, standings: null })
    expect(JSON.stringify(documents())).not.toMatch(/east|100\.00|zhang/)
  })
})

describe('when the push service refuses', () => {
  it('does not fail the batch: who missed it polls', async () => {
    status = 500
    expect(await invokeStream('publish-live', [changeRecord('Contests', 'harvest')])).toEqual(allDone)
    expect(pushes).toHaveLength(1)
    status = 200
    expect(await invokeStream('publish-live', [changeRecord('Contests', 'harvest')])).toEqual(allDone)
    expect(pushes).toHaveLength(2)
  })

  it.each([
    ['the request', () => (status = 503)],
    [
      'the event, in an answer of 200',
      () => (failed = [{ identifier: '1', index: 0, code: 401, message: 'no' }]),
    ],
  ])('%s, that is counted', async (_, refuse) => {
    const { metrics } = await import('#runtime/log.ts')
    const said = vi.spyOn(metrics, 'addMetric')
    refuse()
    await invokeStream('publish-live', [changeRecord('Contests', 'harvest')])
    expect(said.mock.calls).toContainEqual(['PushFailed', 'Count', 1])
    said.mockRestore()
  })
})

describe('of a contest that is gone', () => {
  it('pushes nothing', async () => {
    expect(await invokeStream('publish-live', [changeRecord('Contests', 'nowhere')])).toEqual(allDone)
    expect(pushes).toEqual([])
  })
})
