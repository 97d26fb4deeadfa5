import { describe, expect, it } from 'vitest'
import { openApi } from '#functions/openapi.ts'
import { routes, type Route } from '#functions/routes.ts'
import type { Json } from '#test/support/json.ts'

const document: Json = JSON.parse(JSON.stringify(openApi()))

/** Every object in the document, however deep. */
function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value
  for (const child of Object.values(value)) yield* objectsIn(child)
}

const operationOf = ({ path, method }: Route): Json => document['paths'][path]?.[method.toLowerCase()]

it('is an OpenAPI 3.1 document', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Leitai', version: '1' } })
  expect(document['components'].securitySchemes.session).toMatchObject({ type: 'http', scheme: 'bearer' })
})

it('describes every route, and nothing else', () => {
  const described = Object.entries<Json>(document['paths']).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
})

describe.each(routes)('$method $path', (route) => {
  const operation = operationOf(route)

  it('has a name of its own and says who may call it', () => {
    expect(operation['operationId']).toBe(route.function)
    expect(operation['security']).toEqual(route.who === 'anyone' ? undefined : [{ session: [] }])
  })

  it('says of each query parameter what it is for, and requires none', () => {
    const named = operation['parameters'].filter(({ in: where }: Json) => where === 'query')
    expect(named).toEqual(
      Object.entries(route.query ?? {}).map(([name, description]) => ({
        name,
        in: 'query',
        description,
        schema: { type: 'string' },
      })),
    )
  })

  it('names the parameters of its path, all required', () => {
    const named = operation['parameters']
      .filter(({ in: where }: Json) => where !== 'query')
      .map(({ name, in: where, required }: Json) => ({
        name,
        where,
        required,
      }))
    expect(named).toEqual(
      [...route.path.matchAll(/{(\w+)}/g)].map(([, name]) => ({ name, where: 'path', required: true })),
    )
  })

  it('describes its body, its answer and its problems', () => {
    const bodies = Object.keys(operation['requestBody']?.content ?? {})
    expect(bodies).toEqual(route.body ? ['application/json'] : [])
    const types = { ndjson: 'application/x-ndjson', html: 'text/html' }
    const type = typeof route.answers === 'string' ? types[route.answers] : 'application/json'
    expect(Object.keys(operation['responses'][200].content)).toEqual([type])
    expect(operation['responses'].default.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    })
  })
})

it('has no reference that leads nowhere', () => {
  const references = [...objectsIn(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
  expect(references.length).toBeGreaterThan(0)
  for (const reference of references)
    expect(
      reference
        .slice(2)
        .split('/')
        .reduce((at: Json, step: string) => at?.[step], document),
      reference,
    ).toBeDefined()
})

it('says that unknown fields are refused', () => {
  const body = (name: string): Json =>
    operationOf(routes.find((route) => route.function === name) as Route)['requestBody'].content[
      'application/json'
    ].schema
  expect(body('cast-ballot')).toMatchObject({
    required: ['ballot', 'requestId'],
    additionalProperties: false,
  })
  expect(body('replace-contest')).toMatchObject({ additionalProperties: false })
  const commands = body('run-command')['oneOf'] ?? body('run-command')['anyOf']
  expect(commands.map(({ properties }: Json) => properties.type.const).sort()).toEqual(
    [
      'amend',
      'approve',
      'closeRound',
      'decline',
      'endSpeech',
      'extendRound',
      'messageStage',
      'openRound',
      'pauseSpeech',
      'propose',
      'publishResult',
      'releaseComments',
      'removeVoters',
      'reopenRound',
      'resumeSpeech',
      'reveal',
      'revealParts',
      'sealRound',
      'showMarks',
      'showOverlay',
      'stageContestant',
      'startSpeech',
      'voidRound',
      'withdrawContestant',
    ].sort(),
  )
  for (const command of commands) expect(command.additionalProperties).toBe(false)
})
