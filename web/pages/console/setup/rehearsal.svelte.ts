import type { Rehearsal } from '#contract/people.ts'
import { rehearsalOf } from '#core/rehearsal.ts'
import { readContest, readLive, startRehearsal, wipeRehearsal } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import type { Storage } from '../../../state/storage.ts'
import type { Cast } from '../robots/plan.ts'

/** A wipe goes in pieces; more than this no rehearsal has. */
const mostPieces = 20

const counted = ['sealed', 'published']

/** The rehearsal of one contest: whether there is one, the way in, and its end. */
export class RehearsalDesk {
  #keeper: SessionKeeper
  #contest: string
  #id: string
  #storage: Storage
  #there = $state<boolean | null>(null)
  #entry = $state.raw<Rehearsal | null>(null)
  #held = $state(false)
  #removed = $state<number | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #busy = $state<'start' | 'wipe' | null>(null)

  constructor(keeper: SessionKeeper, contest: string, storage: Storage) {
    this.#keeper = keeper
    this.#contest = contest
    this.#id = rehearsalOf(contest)
    this.#storage = storage
    this.#held = storage.read(this.#heldKey) === true
  }

  /** Whether there is one, or null before it is known. */
  get there(): boolean | null {
    return this.#there
  }
  /** Whether a rehearsal came as far as a sealed round, as far as this device knows: a wipe leaves nothing on the server. */
  get held(): boolean {
    return this.#held
  }
  /** The way in, for whoever has just started or joined it here. */
  get entry(): Rehearsal | null {
    return this.#entry
  }
  /** How many records the last wipe took away. */
  get removed(): number | null {
    return this.#removed
  }
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): 'start' | 'wipe' | null {
    return this.#busy
  }

  async look(): Promise<void> {
    try {
      await readContest(this.#id)
      this.#there = true
      const { live } = await readLive(this.#id, null)
      if (Object.values(live?.rounds ?? {}).some(({ status }) => counted.includes(status))) this.#hold()
    } catch (error) {
      const problem = Problem.from(error)
      if (problem.code === 'not-found') this.#there = false
      else this.#problem = problem
    }
  }

  #hold(): void {
    this.#held = true
    this.#storage.write(this.#heldKey, true)
  }

  get #heldKey(): string {
    return `${this.#contest}/console/rehearsed`
  }

  /** Starts the rehearsal, or joins the one that is there. `cast`: whom its console lets in as soon as it opens on this device. */
  start(cast: Cast): Promise<void> {
    return this.#during('start', async () => {
      this.#removed = null
      this.#entry = await this.#keeper.authorised((token) => startRehearsal(this.#contest, token))
      if (this.#entry.created) this.#storage.write(`${this.#entry.contest}/console/cast`, cast)
      this.#there = true
    })
  }

  wipe(): Promise<void> {
    return this.#during('wipe', async () => {
      await this.look()
      this.#removed = await this.#wipeAll()
      this.#entry = null
      for (const what of ['robots', 'cast', 'session', 'code', 'printed'])
        this.#storage.remove(`${this.#id}/console/${what}`)
      await this.look()
    })
  }

  async #wipeAll(): Promise<number> {
    let count = 0
    for (let pieces = 0; pieces < mostPieces; pieces++) {
      const { removed, done } = await this.#keeper.authorised((token) => wipeRehearsal(this.#contest, token))
      count += removed
      if (done) break
    }
    return count
  }

  async #during(what: 'start' | 'wipe', work: () => Promise<void>): Promise<void> {
    if (this.#busy !== null) return
    this.#busy = what
    this.#problem = null
    try {
      await work()
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#busy = null
    }
  }
}
