import http from 'node:http'
import https from 'node:https'

/** Where an engine serves the DynamoDB API, and the way there. */
export type EngineAddress = {
  endpoint: string
  /** A pool of connections for one user of the engine, who need not wait behind the others. */
  pool: () => http.Agent
}

const connections = { keepAlive: true, maxSockets: 64 }

/** An engine that plain TCP reaches. */
export const addressOf = (endpoint: string): EngineAddress => ({
  endpoint,
  pool: () => (endpoint.startsWith('https:') ? new https.Agent(connections) : new http.Agent(connections)),
})
