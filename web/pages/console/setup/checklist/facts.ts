import type { Contest } from '#contract/contest.ts'
import type { Console } from '#contract/office.ts'
import { electoratesWithRoster } from '#core/roster/electorates.ts'
import type { Reach } from '../reach.svelte.ts'
import type { RehearsalDesk } from '../rehearsal.svelte.ts'
import type { RosterDesk } from '../roster.svelte.ts'
import type { Facts, StepId } from './steps.ts'

type Known = {
  contest: Contest
  roster: RosterDesk
  reach: Reach
  rehearsal: RehearsalDesk
  live: Console
}

/** What is known of a contest that has not begun. */
export function factsOf({ contest, roster, reach, rehearsal, live }: Known): Facts {
  const people = roster.people ?? []
  return {
    rosters: electoratesWithRoster(contest).map(({ id, name }) => ({
      name,
      people: people.filter(({ electorate }) => electorate === id).length,
    })),
    unprinted: roster.unprinted,
    printable: people.filter(({ id }) => roster.codes.has(id)).length,
    address: reach.origin,
    isReachable: reach.reachable,
    reached: live.reached,
    rehearsal: rehearsal.held ? 'held' : rehearsal.there === true ? 'running' : 'none',
  }
}

type Ways = { roster: RosterDesk; print: (what: 'cards') => void; toRoom: () => void }

/** Goes to where a step is done. */
export function leadTo(step: Exclude<StepId, 'scan'>, { roster, print, toRoom }: Ways): void {
  if (step === 'show') toRoom()
  else if (step === 'print' && roster.codes.size > 0) print('cards')
  else document.getElementById(headings[step])?.scrollIntoView()
}

const headings = { roster: 'roster', print: 'codes', rehearse: 'rehearsal' }
