import { routes, type Route } from '#functions/routes.ts'
import { InvocationTimeout } from '#local/lambda.ts'
import { type Answer, answerFrom, type Call, eventFor } from '#test/support/functions.ts'
import type { Chance } from './chance.ts'
import type { Instance } from './instances.ts'
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

  /** What the processes themselves have counted. */
  answers(): Instance['answers'] {
    const sum = { Accepted: 0, Refused: 0, Failed: 0 }
    for (const { answers } of this.instances) {
      sum.Accepted += answers.Accepted
      sum.Refused += answers.Refused
      sum.Failed += answers.Failed
    }
    return sum
  }
}
