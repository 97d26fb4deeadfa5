import type { Ballot, Receipt } from '#contract/ballot.ts'
import type { Answer } from '#test/support/functions.ts'

/** What a phone has sent under one request id, and what it has heard. */
export type Attempt = {
  voter: string
  request: string
  ballot: Ballot
  /** The receipt, once one reached the phone. */
  acknowledged?: Receipt
  /** Why the phone was refused. */
  refusal?: string
}

/** One answer of the system to a request of an attempt, whether or not the phone heard it. */
export type Given = { attempt: Attempt; status: number; code: string | undefined; receipt?: Receipt }

/** The bench's own record of an attempt of a round: kept beside the system, from what phones sent and heard. */
export class Ledger {
  readonly attempts: Attempt[] = []
  readonly given: Given[] = []
  /** Requests that went into the system, repeats included. */
  received = 0

  begin(voter: string, request: string, ballot: Ballot): Attempt {
    const attempt: Attempt = { voter, request, ballot }
    this.attempts.push(attempt)
    return attempt
  }

  answered(attempt: Attempt, { status, body }: Answer): Given {
    const given: Given = {
      attempt,
      status,
      code: status === 200 ? undefined : codeIn(body),
      ...(status === 200 && { receipt: body as Receipt }),
    }
    this.given.push(given)
    return given
  }

  /** What each voter has sent. */
  byVoter(): Map<string, Attempt[]> {
    return Map.groupBy(this.attempts, ({ voter }) => voter)
  }
}

const codeIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
