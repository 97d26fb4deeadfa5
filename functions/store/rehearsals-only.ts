import { isRehearsal } from '#core/rehearsal.ts'

/** Stands before everything that deletes what people did: of a real contest nothing is ever deleted. Throws for one. */
export function rehearsalsOnly(contest: string): void {
  if (!isRehearsal(contest)) throw new Error(`‘${contest}’ is no rehearsal: nothing of it is deleted`)
}
