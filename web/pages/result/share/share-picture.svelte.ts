import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { sharedLink } from '../../../state/way-in.ts'
import type { Format } from './draw.ts'

/** The picture of a result that somebody asked for, in one of its formats. */
export class SharePicture {
  #file = $state.raw<File | null>(null)
  #url = $state<string | null>(null)
  #format = $state<Format>('tall')
  #state = $state<'none' | 'making' | 'made' | 'failed'>('none')

  get state(): 'none' | 'making' | 'made' | 'failed' {
    return this.#state
  }
  get format(): Format {
    return this.#format
  }
  /** Where the browser keeps the picture. */
  get url(): string | null {
    return this.#url
  }
  get name(): string {
    return this.#file?.name ?? ''
  }
  /** Whether this device hands pictures on to other programs. */
  get canSend(): boolean {
    return this.#file !== null && navigator.canShare?.({ files: [this.#file] }) === true
  }

  /** Makes the picture. `told` is the address that the server names. What draws is loaded when somebody wants one. */
  async make(
    contest: Contest,
    round: Round,
    result: Result,
    left: readonly Contestant[],
    format: Format,
    told: string | null,
  ): Promise<void> {
    this.#state = 'making'
    try {
      const [{ pictureOf }, { posterOf }] = await Promise.all([import('./draw.ts'), import('./poster.ts')])
      const blob = await pictureOf(
        posterOf(contest, round, result, left, sharedLink(contest.id, round.id, told, location)),
        format,
      )
      this.drop()
      this.#file = new File([blob], `${contest.id}-${round.id}-${format}.png`, { type: 'image/png' })
      this.#url = URL.createObjectURL(blob)
      this.#format = format
      this.#state = 'made'
    } catch (error) {
      console.error(error)
      this.#state = 'failed'
    }
  }

  /** Hands the picture to the device's own sheet for sharing; that somebody thinks better of it is no fault. */
  async send(): Promise<void> {
    if (this.#file === null) return
    try {
      await navigator.share({ files: [this.#file] })
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error
    }
  }

  drop(): void {
    if (this.#url !== null) URL.revokeObjectURL(this.#url)
    this.#file = null
    this.#url = null
    this.#state = 'none'
  }
}
