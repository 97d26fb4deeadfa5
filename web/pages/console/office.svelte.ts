import type { Contest } from '#contract/contest.ts'
import type { Problem } from '../../api/problem.ts'
import { ContestDocument } from '../../state/contest-document.svelte.ts'
import type { SessionKeeper } from '../../state/session.svelte.ts'
import { type Storage, storage as ofDevice } from '../../state/storage.ts'
import { Desk } from './desk.svelte.ts'
import { eligibleIn } from './eligible.ts'
import { forgetOpened, rememberOpened } from './opened-contests.ts'
import { RosterDesk } from './setup/roster.svelte.ts'
import { readView, rememberView, type View } from './view.ts'

/** What the console holds of one contest for as long as it is open: codes in hand outlast every change of view. */
export class Office {
  readonly desk: Desk
  readonly roster: RosterDesk
  #id: string
  #definition: ContestDocument
  #view = $state<View>('room')
  #saved = $state(false)

  constructor(keeper: SessionKeeper, id: string, mayCommand: boolean) {
    this.#id = id
    this.#definition = new ContestDocument(id)
    this.desk = new Desk(keeper, id, (document) => this.#definition.observe(document))
    this.roster = new RosterDesk(keeper, id, () => this.desk.refresh())
    if (mayCommand) this.#view = readView()
  }

  get contest(): Contest | null {
    return this.#definition.contest
  }
  /** Why nothing (new) is there at present, or null. */
  get problem(): Problem | null {
    return this.#definition.problem ?? this.desk.problem
  }
  get view(): View {
    return this.#view
  }

  /** Whether the settings were saved just before this view. */
  get saved(): boolean {
    return this.#saved
  }

  /** Starts following the contest; returns how to stop. */
  follow(): () => void {
    const stops = [this.desk.follow(), this.#definition.load()]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** How many events of the log name somebody by their id. */
  get named(): number {
    return this.desk.events.filter(({ type }) => type === 'staffAdded' || type === 'codeReissued').length
  }

  async learnNames(): Promise<void> {
    const eligible = eligibleIn(this.desk.document ?? { rounds: {} })
    await this.roster.learnNames(Object.values(eligible).reduce<number>((sum, n) => sum + (n ?? 0), 0))
  }

  show(view: View, saved = false): void {
    this.#saved = saved
    this.#view = view
    rememberView(view)
    scrollTo(0, 0)
  }

  /** Keeps the contest among those that were opened on this device, or takes it from there when it is gone. */
  remember(storage: Storage = ofDevice): void {
    if (this.contest !== null) rememberOpened(storage, this.contest)
    else if (this.#definition.problem?.code === 'not-found') forgetOpened(storage, this.#id)
  }
}
