import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { checkShape } from '#core/faults.ts'
import { parseJson } from '#core/json.ts'
import { badRequest } from './problem.ts'

/** The JSON body in the form the schema gives it. Throws `bad-request` with the faults and their paths. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  { body = '', isBase64Encoded }: APIGatewayProxyEventV2,
): z.output<Schema> {
  const parsed = parseJson(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body)
  if ('fault' in parsed) throw badRequest([parsed.fault])
  const checked = checkShape(schema, parsed.json)
  if ('faults' in checked) throw badRequest(checked.faults)
  return checked.data
}
