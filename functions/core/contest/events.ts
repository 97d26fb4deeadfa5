import type { OverlayPart, Turnout } from '#contract/live.ts'

/** What can happen in a contest. Times are ISO 8601 UTC; `attempt`, `version`, `places` and counts are whole numbers. */
export type Happening =
  /** `rehearsal`: which of the rehearsals that share a contest's id one after the other this is. */
  | { type: 'contestDefined'; document: string; rehearsal?: string }
  | { type: 'votersAdded'; added: Record<string, number>; updated: number }
  | { type: 'staffAdded'; id: string; role: 'organiser' | 'observer' }
  | { type: 'codeReissued'; voter: string; epoch: number }
  | { type: 'contestantStaged'; contestant: string | null }
  | {
      type: 'roundOpened'
      round: string
      attempt: number
      opensAt: string
      closesAt: string | null
      buckets: number
    }
  | { type: 'roundClosing'; round: string; closesAt: string }
  | { type: 'roundExtended'; round: string; closesAt: string }
  | { type: 'roundReopened'; round: string; opensAt: string; closesAt: string | null; reason?: string }
  | { type: 'roundVoided'; round: string; attempt: number; reason: string }
  | { type: 'sealRequested'; round: string; attempt: number }
  | {
      type: 'roundSealed'
      round: string
      attempt: number
      version: number
      digest: string
      ballots: Turnout
      quorumMissed: string[]
      /** Electorates of a secret round whose published figures would tell everyone's ballot; absent where there are none. */
      telling?: string[]
    }
  | { type: 'resultPublished'; round: string; version: number; confirmed?: true }
  | { type: 'commentsReleased'; round: string; contestants: string[] }
  | { type: 'placesRevealed'; round: string; places: number }
  | { type: 'overlayShown'; parts: OverlayPart[] }

/** A happening with its place in the log: `n` counts from 1, `prev` and `hash` chain it to the event before. */
export type ContestEvent = Happening & { n: number; at: string; actor: string; prev: string; hash: string }
