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

type OwnPage = 'watch' | 'judge' | 'clerk' | 'console'

/** The page on which a role works. */
export function pageOf(role: Role): OwnPage {
  if (role === 'voter') return 'watch'
  return role === 'judge' || role === 'clerk' ? role : 'console'
}

const isStaff = ({ role }: Session): boolean => ['console', 'clerk'].includes(pageOf(role))

/** Somebody who has signed in on this device. Without a code they sit where anyone may, and the seat is the device's. */
export type Person = { session: Session; code: string | null }

const isPerson = (value: unknown): value is Person =>
  isRecord(value) && isSession(value.session) && (value.code === null || typeof value.code === 'string')

const isSame = (a: Person, b: Person): boolean =>
  a.code === null && b.code === null
    ? a.session.electorate === b.session.electorate
    : a.session.voter === b.session.voter

/** Whose session a call to the server is made with. */
export type Signed = Pick<SessionKeeper, 'session' | 'turn' | 'authorised'>

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
  /** The code behind the session; a further one may be under way. */
  #was: string | null = null
  #tried = $state.raw<{ code: string; typed: boolean } | null>(null)
  #people = $state.raw<readonly Person[]>([])
  #turn = $state(0)
  #link: Link
  #page: string
  #storage: Storage
  #tab: Storage

  constructor(page: OwnPage, link: Link, storage: Storage, tab = tabStorage) {
    this.#page = page
    this.#link = link
    this.#storage = storage
    this.#tab = tab
    this.#forgetStaff()
    this.#people = this.#rememberedPeople()
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
  /** How often somebody else has taken over: what one person has begun never goes out under another's session. */
  get turn(): number {
    return this.#turn
  }
  /** The code that was tried last, and whether it was typed here. */
  get tried(): { code: string; typed: boolean } | null {
    return this.#tried
  }
  /** Who else has signed in to this contest on this device and can go on as themselves. */
  get others(): readonly Person[] {
    const { voter } = this.#session ?? {}
    return this.#people.filter(({ session }) => session.voter !== voter)
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
    if (this.#code !== remembered && this.#code !== null)
      this.#tried = { code: this.#code, typed: typed !== undefined }
    const session = this.#rememberedSession()
    if (this.#code === remembered && session !== null) return this.#enter({ session, code: remembered })
    if (this.#request() === null) {
      this.#entry = 'no-code'
      return
    }
    // The entry says how it went; there is nothing more to tell a caller.
    await this.#renew().catch(() => undefined)
  }

  /**
   * Runs a call with the session's token, with a fresh one if the server no longer accepts it. Where there is no fresh one to be
   * had for good (the code was issued anew, or another device has it), that is `unauthorized`; `problem` tells why. `turn` is that of
   * whoever asks: once it is somebody else's, nothing is called any more, as if there were no network.
   */
  async authorised<Answer>(
    call: (token: string) => Promise<Answer>,
    turn: number = this.#turn,
  ): Promise<Answer> {
    const session = this.#session ?? (await this.#renewed(turn))
    this.#mustBe(turn)
    try {
      return await call(session.token)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unauthorized') throw error
    }
    const renewed = await this.#renewed(turn)
    return call(renewed.token)
  }

  #mustBe(turn: number): void {
    if (turn !== this.#turn) throw new Problem('offline')
  }

  async #renewed(turn: number): Promise<Session> {
    this.#mustBe(turn)
    try {
      const session = await this.#renew()
      this.#mustBe(turn)
      return session
    } catch (error) {
      const problem = Problem.from(error)
      throw isRefusal(problem) ? new Problem('unauthorized', { cause: problem }) : problem
    }
  }

  /** Goes on as somebody else who has signed in on this device. */
  turnTo(person: Person): void {
    this.#remember(person)
    this.#enter(person)
  }

  /** Somebody else signs in; until they have, whoever is signed in stays. Throws `Problem`. */
  async admit(code: string): Promise<void> {
    const session = await openSession({ code })
    if (session.contest !== this.contest || pageOf(session.role) !== this.#page)
      throw new Problem('not-found')
    this.turnTo({ session, code })
  }

  /** Another one's session, for what they have left to be sent. Theirs is renewed without touching this one's. */
  as(person: Person): Signed {
    let { session } = person
    return {
      turn: 0,
      get session() {
        return session
      },
      authorised: async (call) => {
        try {
          return await call(session.token)
        } catch (error) {
          if (person.code === null || Problem.from(error).code !== 'unauthorized') throw error
        }
        session = await openSession({ code: person.code })
        return call(session.token)
      },
    }
  }

  /** Forgets somebody else on this device. */
  forget(person: Person): void {
    this.#people = this.#people.filter((other) => !isSame(other, person))
    this.#storage.write(this.#key('people'), this.#people)
  }

  #renew(): Promise<Session> {
    const renewal = this.#renewal ?? this.#exchange()
    this.#renewal = renewal
    const forget = () => {
      if (this.#renewal === renewal) this.#renewal = null
    }
    renewal.then(forget, forget)
    return renewal
  }

  async #exchange(): Promise<Session> {
    const request = this.#request()
    const turn = this.#turn
    try {
      if (request === null) throw new Problem('unauthorized')
      const session = await openSession(request)
      const person = { session, code: 'code' in request ? request.code : null }
      this.#mustBe(turn)
      this.#remember(person)
      this.#enter(person)
      return session
    } catch (error) {
      this.#mustBe(turn)
      const problem = Problem.from(error)
      this.#problem = problem
      this.#entry = isRefusal(problem) ? 'refused' : 'unreachable'
      throw problem
    }
  }

  #enter(person: Person): void {
    if (this.#session !== null && !isSame({ session: this.#session, code: this.#was }, person)) {
      this.#turn += 1
      this.#renewal = null
    }
    this.#session = person.session
    this.#code = this.#was = person.code
    this.#problem = null
    this.#entry = 'open'
    this.#tried = null
    this.#link = { ...this.#link, contest: this.contest, code: null }
    tidyAddress(this.contest)
  }

  #request(): OpenSession | null {
    if (this.#code !== null) return { code: this.#code }
    const { contest } = this.#link
    const electorate = this.#session?.electorate ?? this.#link.electorate
    return contest !== null && electorate !== null ? { contest, electorate } : null
  }

  /** Whoever was remembered before stays on the device beside the new one. */
  #remember(person: Person): void {
    const { session, code } = person
    if (isStaff(session)) {
      this.#tab.write(this.#key('session', session), session)
      return
    }
    const others = this.#rememberedPeople(session).filter((other) => !isSame(other, person))
    this.#people = [...others, person]
    this.#storage.write(this.#key('people', session), this.#people)
    this.#storage.write(this.#key('session', session), session)
    if (code === null) this.#storage.remove(this.#key('code', session))
    else this.#storage.write(this.#key('code', session), code)
  }

  /** Everybody who has signed in to a contest on this device, whoever is remembered as the one included. */
  #rememberedPeople(of: Session | null = null): Person[] {
    const found = this.#storage.read(this.#key('people', of))
    const people = Array.isArray(found) ? found.filter(isPerson) : []
    const session = this.#storage.read(this.#key('session', of))
    const code = this.#storage.read(this.#key('code', of))
    if (!isSession(session) || isStaff(session)) return people
    const last: Person = { session, code: typeof code === 'string' ? code : null }
    return [...people.filter((person) => !isSame(person, last)), last]
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

  #key(what: 'session' | 'code' | 'people', session: Session | null = this.#session): string {
    return this.#keyOf(session?.contest ?? this.#link.contest ?? '-', what)
  }

  #keyOf(contest: string, what: 'session' | 'code' | 'people'): string {
    return `${contest}/${this.#page}/${what}`
  }
}
