import { db } from '#store/client.ts'
import type { Agent } from 'node:http'
import type { EngineAddress } from './address.ts'
import { uncheckedSignature } from './unchecked-signature.ts'

/**
 * Leads the functions' client to the engine, and takes from it what only AWS has a use for: real signatures, and the header that
 * describes the caller. They are half of the CPU time that the SDK takes for a request.
 */
export const leadClientTo = async ({ endpoint, pool }: EngineAddress): Promise<void> => {
  // The client reads its settings when it is imported, and those must be complete by then.
  const handler: object = db.config.requestHandler
  if (!takesAgents(handler)) throw new Error('the client of the SDK takes no connections any more')
  handler.updateHttpClientConfig(endpoint.startsWith('https:') ? 'httpsAgent' : 'httpAgent', pool())
  db.middlewareStack.remove('getUserAgentMiddleware')
  db.config.signer = async () => ({
    sign: async (request) => {
      Object.assign(request.headers, uncheckedSignature)
      return request
    },
  })
}

/** The SDK's own type of its handler leaves this out. */
type TakesAgents = { updateHttpClientConfig(kind: 'httpAgent' | 'httpsAgent', agent: Agent): void }

const takesAgents = (handler: object): handler is TakesAgents => 'updateHttpClientConfig' in handler
