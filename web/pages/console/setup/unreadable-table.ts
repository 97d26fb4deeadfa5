/** Why a file cannot be read as a table; each has its own words. */
export type Unreadable = 'old-excel' | 'not-a-table' | 'too-big' | 'too-many-cells' | 'too-slow' | 'cancelled'

export class UnreadableTable extends Error {
  readonly why: Unreadable

  constructor(why: Unreadable, cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}
