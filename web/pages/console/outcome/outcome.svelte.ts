import type { Contest, Round } from '#contract/contest.ts'
import { readLive } from '../../../api/leitai.ts'
import { saveFile } from '../../../state/save-file.ts'
import { sharedLink } from '../../../state/way-in.ts'
import { outcome as t } from './words.ts'

/** What an evening leaves behind, put together when somebody asks for it. */
export class Outcome {
  #state = $state<'idle' | 'saving' | 'failed'>('idle')

  get state(): 'idle' | 'saving' | 'failed' {
    return this.#state
  }

  /** `rounds` are those published. What makes tables, pictures and the archive is loaded now. */
  async save(contest: Contest, rounds: readonly Round[], token: string): Promise<void> {
    this.#state = 'saving'
    try {
      const { archiveOf } = await import('./archive.ts')
      const { address, live } = await readLive(contest.id, null)
      const linkTo = (round: string) => sharedLink(contest.id, round, address, location)
      const archive = await archiveOf(contest, rounds, token, live ?? {}, linkTo)
      saveFile(t.file(contest.id), archive.type, archive)
      this.#state = 'idle'
    } catch (error) {
      console.error(error)
      this.#state = 'failed'
    }
  }
}
