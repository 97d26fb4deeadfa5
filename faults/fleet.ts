import { routes, type Route } from '#functions/routes.ts'
import { InvocationTimeout } from '#local/lambda/invoke.ts'
import { type Answer, answerFrom, type Call, eventFor } from '#test/support/functions.ts'
import type { Chance } from './chance.ts'
import { type Instance, startInstance } from './instances.ts'
import { Killed } from './network.ts'

const without = { headers: {}, cookies: [], body: '' }
/** What a gateway says when the function behind it gave no answer. */
const unavailable: Answer = { status: 503, ...without }
const failed: Answer = { status: 500, ...without }

/** A gateway with warm processes behind it; each request goes to any of them. */
export class Fleet {
  instances: Instance[]
  readonly #chance: Chance
  #calls = 0
  readonly #dead: Instance[] = []

  constructor(instances: Instance[], chance: Chance) {
    this.instances = instances
    this.#chance = chance
  }

  async call(name: Route['function'], call: Call = {}): Promise<Answer> {
    const instance = this.#chance('instance', name, ++this.#calls).of(this.instances)
    const { timeoutSeconds = 0 } = routes.find((route) => route.function === name) ?? {}
    try {
      return answerFrom(await instance.invoke('api', name, eventFor(name, call), timeoutSeconds))
    } catch (error) {
      return error instanceof InvocationTimeout || error instanceof Killed ? unavailable : failed
    }
  }

  /** A process is killed, with what it was doing, and a new one takes its place. */
  async killOne(): Promise<void> {
    const [dying, ...others] = this.instances
    if (!dying) return
    this.#dead.push(dying)
    dying.network.kill()
    this.instances = [...others, await startInstance()]
  }

  /** What its processes have published as a metric, the dead ones included. */
  metric(name: string): number {
    const all = [...this.instances, ...this.#dead]
    return all.reduce((sum, { metrics }) => sum + (metrics.get(name) ?? 0), 0)
  }
}
