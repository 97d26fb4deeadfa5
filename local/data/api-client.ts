import { z } from 'zod'
import {
  newVotersSchema,
  personalCodeSchema,
  sessionSchema,
  type PersonalCode,
  type RosterRow,
} from '#contract/people.ts'
import type { Contest } from '#contract/contest.ts'

/** The calls of the HTTP API that loading a contest takes, as the deployment's owner. */
export class ApiClient {
  readonly #base: string
  readonly #token: string

  private constructor(base: string, token: string) {
    this.#base = base
    this.#token = token
  }

  static async signIn(base: string, code: string): Promise<ApiClient> {
    const session = sessionSchema.parse(await send('POST', `${base}/api/sessions`, { code }))
    return new ApiClient(base, session.token)
  }

  async putContest(contest: Contest): Promise<void> {
    await this.#send('PUT', contest.id, '', contest)
  }

  /** At most 500 a call. */
  async addVoters(contest: string, voters: RosterRow[]): Promise<PersonalCode[]> {
    return newVotersSchema.parse(await this.#send('POST', contest, '/voters', { voters })).voters
  }

  async reissueCode(contest: string, voter: string): Promise<PersonalCode> {
    const path = `/voters/${encodeURIComponent(voter)}/code`
    return personalCodeSchema.parse(await this.#send('POST', contest, path, {}))
  }

  async addStaff(contest: string, role: 'organiser' | 'observer', name: string): Promise<PersonalCode> {
    return personalCodeSchema.parse(await this.#send('POST', contest, '/staff', { role, name }))
  }

  #send(method: string, contest: string, path: string, body: unknown): Promise<unknown> {
    return send(method, `${this.#base}/api/contests/${contest}${path}`, body, this.#token)
  }
}

const send = async (method: string, url: string, body: unknown, token?: string): Promise<unknown> => {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url} was answered with ${response.status}: ${text}`)
  return z.unknown().parse(JSON.parse(text))
}
