import * as z from 'zod'

const properties = z.object({ SecretArn: z.string(), Generation: z.string() })

/** What CloudFormation asks of a custom resource that keeps a secret. Numbers among the properties come as text. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: properties,
  OldResourceProperties: properties.partial().optional(),
})
type Request = z.output<typeof requestSchema>

export type Asked = {
  secret: string
  /** Whether something is in the secret already, and whether it may stay: another generation asks for another one. */
  kept: 'nothing' | 'stays' | 'goes'
}

/**
 * Makes the handler of a custom resource. `make` fills the secret and answers the attributes that the template may ask for. When the
 * resource goes it is not called: the secret is a resource of its own and goes, or stays, by itself.
 */
export const customResource =
  (make: (asked: Asked) => Promise<Record<string, string>>) =>
  async (event: unknown): Promise<void> => {
    const request = requestSchema.parse(event)
    const PhysicalResourceId = request.PhysicalResourceId ?? request.RequestId
    try {
      const data = request.RequestType === 'Delete' ? undefined : { Data: await make(askedIn(request)) }
      await tell(request, { Status: 'SUCCESS', PhysicalResourceId, ...data })
    } catch (error) {
      const Reason = error instanceof Error ? error.message : 'unknown'
      await tell(request, { Status: 'FAILED', Reason, PhysicalResourceId })
    }
  }

function askedIn({ RequestType, ResourceProperties, OldResourceProperties }: Request): Asked {
  const { SecretArn: secret, Generation } = ResourceProperties
  // A secret that is another one now is as empty as a new one.
  if (RequestType === 'Create' || (OldResourceProperties?.SecretArn ?? secret) !== secret)
    return { secret, kept: 'nothing' }
  return { secret, kept: OldResourceProperties?.Generation === Generation ? 'stays' : 'goes' }
}

async function tell(
  { ResponseURL, StackId, RequestId, LogicalResourceId }: Request,
  outcome: object,
): Promise<void> {
  const answer = await fetch(ResponseURL, {
    method: 'PUT',
    // Bytes: for a text, fetch would name a type, and the signature of the address is for a request without one.
    body: Buffer.from(JSON.stringify({ StackId, RequestId, LogicalResourceId, ...outcome })),
  })
  if (!answer.ok) throw new Error(`CloudFormation refused the answer with ${answer.status}`)
}
