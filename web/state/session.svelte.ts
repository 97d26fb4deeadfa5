import type { OpenSession, Role, Session } from '#contract/people.ts'
import { openSession } from '../api/leitai.ts'
import { Problem } from '../api/problem.ts'
import { type Link, tidyAddress } from './link.ts'
import { isRecord, type Storage, tabStorage } from './storage.ts'

export type Entry = 'opening' | 'open' | 'no-code' | 'refused' | 'unreachable'

const isSession = (value: unknown): value is Session =>
  isRecord(value) &&
  ['token', 'role', 'contest', 'expiresAt'].every((field) => typeof value[field] === 'string')

/** A right code opens however many wrong ones the network has sent, so who is told that they were too many has a wrong one. */
const isRefusal = ({ code, passing }: Problem): boolean => code === 'too-many' || !passing

/** The page on which a role works. */
export function pageOf(role: Role): 'watch' | 'judge' | 'console' {
  if (role === 'voter') return 'watch'
  return role === 'judge' ? 'judge' : 'console'
}

const isStaff = ({ role }: Session): boolean => pageOf(role) === 'console'

/**
 * One person's session on one page: taken from the link's code, remembered on the device, renewed from the code when
 * the server no longer knows it. A vote has to survive a closed tab, so voters and judges are remembered with their code. Whoever opens
 * this browser next must not run the contest: of the staff the tab alone remembers the session, and nothing the code.
 */
export class SessionKeeper {
  #entry = $state<Entry>('opening')
  #session = $state.raw<Session | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #renewal: Promise<Session> | null = null
  #code: string | null = null
  #link: Link
  #page: string
  #storage: Storage
  #tab: Storage

  constructor(page: 'watch' | 'judge' | 'console', link: Link, storage: Storage, tab = tabStorage) {
    this.#page = page
    this.#link = link
    this.#storage = storage
    this.#tab = tab
    this.#forgetStaff()
  }

  get entry(): Entry {
    return this.#entry
  }
  get session(): Session | null {
    return this.#session
  }
  /** Why the code was refused or could not be exchanged. */
  get problem(): Problem | null {
    return this.#problem
  }
  /** The session's contest; for the owner, who has them all, and before there is a session, the link's. */
  get contest(): string | null {
    const own = this.#session?.contest
    return own === undefined || own === '*' ? this.#link.contest : own
  }

  /** Finds or opens the session. Call again after `unreachable`, or with a code that was typed. */
  async open(typed?: string): Promise<void> {
    this.#entry = 'opening'
    const remembered = this.#rememberedCode()
    this.#code = typed ?? this.#link.code ?? remembered
    const session = this.#rememberedSession()
    if (this.#code === remembered && session !== null) return this.#enter(session)
    if (this.#request() === null) {
      this.#entry = 'no-code'
      return
    }
    // The entry says how it went; there is nothing more to tell a caller.
    await this.#renew().catch(() => undefined)
  }

  /**
   * Runs a call with the session's token, with a fresh one if the server no longer accepts it. Where there is no fresh one to be
   * had for good (the code was issued anew, or another device has it), that is `unauthorized`; `problem` tells why.
   */
  async authorised<Answer>(call: (token: string) => Promise<Answer>): Promise<Answer> {
    const session = this.#session ?? (await this.#renewed())
    try {
      return await call(session.token)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unauthorized') throw error
    }
    const renewed = await this.#renewed()
    return call(renewed.token)
  }

  async #renewed(): Promise<Session> {
    try {
      return await this.#renew()
    } catch (error) {
      const problem = Problem.from(error)
      throw isRefusal(problem) ? new Problem('unauthorized', { cause: problem }) : problem
    }
  }

  /** Forgets the person on this device. */
  leave(): void {
    this.#tab.remove(this.#key('session'))
    this.#storage.remove(this.#key('session'))
    this.#storage.remove(this.#key('code'))
    this.#session = null
    this.#code = null
    this.#entry = 'no-code'
  }

  #renew(): Promise<Session> {
    this.#renewal ??= this.#exchange().finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  async #exchange(): Promise<Session> {
    const request = this.#request()
    try {
      if (request === null) throw new Problem('unauthorized')
      const session = await openSession(request)
      this.#remember(session, request)
      this.#enter(session)
      return session
    } catch (error) {
      const problem = Problem.from(error)
      this.#problem = problem
      this.#entry = isRefusal(problem) ? 'refused' : 'unreachable'
      throw problem
    }
  }

  #enter(session: Session): void {
    this.#session = session
    this.#problem = null
    this.#entry = 'open'
    tidyAddress(this.contest)
  }

  #request(): OpenSession | null {
    if (this.#code !== null) return { code: this.#code }
    const { contest, electorate } = this.#link
    return contest !== null && electorate !== null ? { contest, electorate } : null
  }

  #remember(session: Session, request: OpenSession): void {
    if (isStaff(session)) {
      this.#tab.write(this.#key('session', session), session)
      return
    }
    this.#storage.write(this.#key('session', session), session)
    if ('code' in request) this.#storage.write(this.#key('code', session), request.code)
  }

  /** The tab's first: it is of now. The owner's has no contest of its own and is found from every one. */
  #rememberedSession(): Session | null {
    const found = [
      this.#tab.read(this.#key('session')),
      this.#tab.read(this.#keyOf('*', 'session')),
      this.#storage.read(this.#key('session')),
    ]
    return found.find(isSession) ?? null
  }

  #rememberedCode(): string | null {
    const code = this.#storage.read(this.#key('code'))
    return typeof code === 'string' ? code : null
  }

  /** Earlier versions left the staff's sessions and codes on the device. */
  #forgetStaff(): void {
    for (const key of this.#storage.keys()) {
      const [contest = '', page] = key.split('/')
      const session = key.endsWith('/session') ? this.#storage.read(key) : null
      if (page !== 'console' && !(isSession(session) && isStaff(session))) continue
      for (const what of ['session', 'code']) this.#storage.remove(`${contest}/${page}/${what}`)
    }
  }

  #key(what: 'session' | 'code', session: Session | null = this.#session): string {
    return this.#keyOf(session?.contest ?? this.#link.contest ?? '-', what)
  }

  #keyOf(contest: string, what: 'session' | 'code'): string {
    return `${contest}/${this.#page}/${what}`
  }
}
