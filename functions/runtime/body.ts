import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { protoFaults, schemaFaults } from '#core/faults.ts'
import { badRequest } from './problem.ts'

/** The JSON body in the form the schema gives it. Throws `bad-request` with every fault and its path. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
): z.output<Schema> {
  const json = jsonOf(event)
  const parsed = schema.safeParse(json)
  const found = parsed.success ? [] : schemaFaults(parsed.error)
  const named = new Set(found.map(({ path }) => path))
  const faults = [...found, ...protoFaults(json).filter(({ path }) => !named.has(path))]
  if (!parsed.success || faults.length > 0) throw badRequest(faults)
  return parsed.data
}

function jsonOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '')
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest([{ path: '$', message: 'The body is not JSON' }])
  }
}
