import * as z from 'zod'
import type { Refusal } from '#contract/refusals.ts'
import { shownPanelSchema } from '#contract/live.ts'
import { fault } from '#core/faults.ts'
import { judgesIn, marksDigest, shownMarks } from '#core/standings/shown-marks.ts'
import { asItIs, roundAct } from '../act.ts'
import { stored } from '../state.ts'
import { count, id } from './fields.ts'
import { attemptMisfit } from './windows.ts'

/**
 * What the judges gave one contestant is shown while the round goes on; with null it is taken off. The event holds what was shown and
 * never changes. Marks may still be corrected as the round's rule says, and count as they stand at the close: whose are not any
 * more as they were shown is told to the staff at once and, at the seal, to everybody in the log.
 */
export const showMarks = roundAct({
  command: 'showMarks',
  commandFields: { contestant: id.nullable() },
  event: 'marksShown',
  eventFields: { attempt: count, contestant: id.nullable(), panels: z.array(shownPanelSchema) },
  phases: {
    waiting: 'round-not-opened',
    open: 'allowed',
    closed: 'allowed',
    sealing: 'round-sealing',
    sealed: 'round-sealed',
    published: 'round-sealed',
  },
  decide: ({ contestant }, { contest, round, current, tally = new Map() }) => {
    const { attempt, marks } = current
    if (contestant === null) return marks ? { event: { attempt, contestant: null, panels: [] } } : asItIs
    // The document lets no secret round show marks; whoever reads this need not look there to be sure.
    if (!round.showMarks || round.secret) return { refusal: 'marks-not-planned' }
    if (!current.contestants.includes(contestant)) return { faults: [fault('$.contestant', 'not-in-round')] }
    const panels = shownMarks(contest, round, tally, contestant)
    if (judgesIn(panels) < round.showMarks.atLeast) return { refusal: 'too-few-marks' }
    const isShown = marks?.contestant === contestant && marksDigest(marks.panels) === marksDigest(panels)
    return isShown ? asItIs : { event: { attempt, contestant, panels } }
  },
  misfit: (event, current) =>
    attemptMisfit(event, current) ?? contestantMisfit(event.contestant, current.contestants),
  evolve: ({ marks: _, ...current }, { contestant, panels, at }) =>
    stored(
      contestant === null
        ? current
        : {
            ...current,
            marks: { contestant, at, panels },
            shown: { ...current.shown, [contestant]: marksDigest(panels) },
          },
    ),
})

const contestantMisfit = (contestant: string | null, contestants: readonly string[]): Refusal | undefined =>
  contestant === null || contestants.includes(contestant) ? undefined : 'other-contestants'
