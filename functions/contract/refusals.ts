/** The closed list of why the state of a contest refuses a command, or could not have let an event happen. Names are stable. */
export const refusals = [
  'round-open',
  'round-not-open',
  'round-not-closed',
  'round-without-end',
  'round-not-opened',
  'round-sealing',
  'round-sealed',
  'round-not-sealed',
  'round-published',
  'round-ended',
  'unknown-version',
  'quorum-missed',
  'result-discloses',
  'is-rehearsal',
  'too-many-places',
  'splits-tie',
  'document-in-use',
  'answer-too-large',
  // What only a log can be wrong in: nobody can ask for it.
  'log-without-contest',
  'seal-not-requested',
  'other-attempt',
  'other-contestants',
  'end-in-past',
  'window-in-past',
  'window-ends-early',
] as const

export type Refusal = (typeof refusals)[number]
