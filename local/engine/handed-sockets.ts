import type { ChildProcess } from 'node:child_process'
import { Agent } from 'node:http'
import { Socket } from 'node:net'
import * as z from 'zod'

/** Long enough for a machine that is busy with other things. */
const handedWithinMs = 10_000

const answerSchema = z.object({ ticket: z.number(), error: z.string().optional() })

type Waiting = { give: (socket: Socket) => void; refuse: (error: Error) => void }

/** Our side of the connector: gets connected sockets from it, one for each ticket. */
export class HandedSockets {
  readonly #connector: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #tickets = 0

  constructor(connector: ChildProcess) {
    this.#connector = connector
    connector.on('message', (message, socket) => this.#hear(answerSchema.parse(message), socket))
    connector.on('disconnect', () => {
      for (const { refuse } of this.#waiting.values()) refuse(new Error('the engine has ended'))
    })
  }

  /** A pool of connections of its own. */
  pool(): Agent {
    const agent = new Agent({ keepAlive: true, maxSockets: 64 })
    agent.createConnection = (_, done) => {
      this.#connect().then(
        (socket) => done?.(null, socket),
        // Node reads the error alone, but its types want a stream beside it.
        (error: Error) => done?.(error, new Socket()),
      )
      return undefined
    }
    return agent
  }

  /** Rejects when the engine does not listen or ends, and after ten seconds. */
  #connect(): Promise<Socket> {
    const ticket = ++this.#tickets
    return new Promise<Socket>((give, refuse) => {
      const timer = setTimeout(() => refuse(new Error('no connection was handed over')), handedWithinMs)
      const settled = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(ticket)
      }
      this.#waiting.set(ticket, {
        give: (socket) => {
          settled()
          give(socket)
        },
        refuse: (error) => {
          settled()
          refuse(error)
        },
      })
      if (!this.#connector.connected)
        return this.#waiting.get(ticket)?.refuse(new Error('the engine has ended'))
      this.#connector.send(ticket, (error) => {
        if (error) this.#waiting.get(ticket)?.refuse(error)
      })
    })
  }

  #hear({ ticket, error }: z.infer<typeof answerSchema>, socket: unknown): void {
    const waiting = this.#waiting.get(ticket)
    // Asked for by somebody who has given up.
    if (!waiting) return void (socket instanceof Socket && socket.destroy())
    if (socket instanceof Socket) return waiting.give(socket)
    waiting.refuse(new Error(error ?? 'the connection ended while it was handed over'))
  }
}
