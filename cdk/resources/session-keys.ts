import { generateKeyPairSync } from 'node:crypto'
import * as z from 'zod'
import { writeSecret } from '#runtime/secrets.ts'

/** What CloudFormation asks of a custom resource. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.object({ SecretArn: z.string() }),
})
type Request = z.output<typeof requestSchema>
type Outcome = { PhysicalResourceId: string; Data?: { PublicKey: string } }

/**
 * CloudFormation → the key pair that sessions are signed with. The private key goes into the secret and nowhere else, the public one
 * is answered for the environment of every function. An update comes only when another generation of keys is asked for; it ends all sessions.
 */
export const handler = async (event: unknown): Promise<void> => {
  const request = requestSchema.parse(event)
  try {
    await tell(request, { Status: 'SUCCESS', ...(await outcomeOf(request)) })
  } catch (error) {
    await tell(request, {
      Status: 'FAILED',
      Reason: error instanceof Error ? error.message : 'unknown',
      PhysicalResourceId: request.PhysicalResourceId ?? request.RequestId,
    })
  }
}

async function outcomeOf(request: Request): Promise<Outcome> {
  // The secret is a resource of its own and goes, or stays, by itself.
  if (request.RequestType === 'Delete')
    return { PhysicalResourceId: request.PhysicalResourceId ?? request.RequestId }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeSecret(
    request.ResourceProperties.SecretArn,
    JSON.stringify(privateKey.export({ format: 'jwk' })),
  )
  const PublicKey = JSON.stringify(publicKey.export({ format: 'jwk' }))
  return { PhysicalResourceId: request.RequestId, Data: { PublicKey } }
}

async function tell(
  { ResponseURL, StackId, RequestId, LogicalResourceId }: Request,
  outcome: object,
): Promise<void> {
  const answer = await fetch(ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({ StackId, RequestId, LogicalResourceId, ...outcome }),
  })
  if (!answer.ok) throw new Error(`CloudFormation refused the answer with ${answer.status}`)
}
