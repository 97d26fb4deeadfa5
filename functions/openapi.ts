import * as z from 'zod'
import { contestSchema } from '#contract/contest.ts'
import { problemSchema } from '#contract/problems.ts'
import { replaceContest, routes, type Route } from './routes.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 description of every route, made from the same schemas that check requests. */
export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leitai',
      version: '1',
      description: 'The voting of a live contest beside its livestream.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema) },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'A session from POST /api/sessions' },
      },
    },
  }
}

function operation(route: Route): Json {
  const body = route.function === replaceContest.function ? contestSchema : route.body
  return {
    operationId: route.function,
    summary: route.summary,
    ...(route.who !== 'anyone' && {
      security: [{ session: [] }],
      description: `For: ${route.who.join(', ')}`,
    }),
    parameters: [
      ...[...route.path.matchAll(/{(\w+)}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(route.query ?? {}).map(([name, description]) => ({
        name,
        in: 'query',
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: {
      200: { description: 'Done', content: answerContent(route) },
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const answerContent = ({ answers }: Route): Json =>
  typeof answers === 'string'
    ? { [textTypes[answers]]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: schemaOf(answers) } }

const textTypes = { ndjson: 'application/x-ndjson', html: 'text/html' } as const

const schemaOf = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
