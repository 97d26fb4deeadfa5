import type { Contest } from '#contract/contest.ts'
import type { LiveRound, Standing, Turnout } from '#contract/live.ts'
import type { words } from '#words/zh/console/steps.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { common } from '../../../i18n/common.ts'
import { contestantOf, electorateName } from '../../../state/rounds.ts'
import { shortHash } from '../../../state/short-hash.ts'
import { percentWhoSaw } from './delays.ts'
import type { Situation, Step } from './next-step.ts'
import { desk } from '../words.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/console/steps.ts', { eager: true, import: 'words' }),
)

export type StepWords = { title: string; hint?: string; button?: string }

/** The next step in plain words; without a button where there is nothing to press. */
export function sayStep(step: Step, situation: Situation): StepWords {
  const { contest, round } = situation
  switch (step.kind) {
    case 'stage': {
      const { name, unit } = step.contestant
      const hint = [t.stageHint(step.place, step.of), unit].filter((part) => part !== undefined).join(' · ')
      return { title: t.stageTitle(name), hint, button: t.stage }
    }
    case 'open':
      return { title: desk.openTitle(round.title), button: desk.open }
    case 'close':
      return { title: t.closeTitle, hint: beforeClosing(situation), button: desk.close }
    case 'wait':
      return step.for === 'closing'
        ? { title: t.closingTitle, hint: t.closingHint }
        : { title: t.sealingTitle, hint: t.sealingHint }
    case 'seal':
      return { title: t.sealTitle, hint: t.sealHint, button: t.seal }
    case 'publish':
      return { title: t.publishTitle, ...hintOfResult(situation), button: t.publish }
    case 'reveal':
      return sayReveal(contest, step.places, step.rows)
    case 'turn':
      return { title: t.turnTitle(step.round.title), hint: t.turnHint, button: t.turn }
    case 'finished':
      return { title: t.finishedTitle, hint: t.finishedHint }
    default:
      return step satisfies never
  }
}

function sayReveal(contest: Contest, places: number, rows: Standing[]): StepWords {
  const [first] = rows
  if (first === undefined) return { title: t.revealRestTitle(places), button: t.reveal }
  const title = rows.length > 1 ? t.revealTiedTitle(first.rank, rows.length) : t.revealTitle(first.rank)
  const names = rows.map(({ contestant }) => contestantOf(contest, contestant)?.name ?? contestant)
  return { title, hint: t.revealHint(names.join(common.separator)), button: t.reveal }
}

function hintOfResult({ round, document }: Situation): { hint?: string } {
  const results = document.details[round.id]?.results ?? []
  const result = results[results.length - 1]
  return result === undefined ? {} : { hint: t.publishHint(result.version, shortHash(result.digest)) }
}

/** Who would be cut off by a close now: voters who have not cast, and viewers whose stream has not come that far. */
function beforeClosing({ contest, round, document, now }: Situation): string {
  const live = document.rounds[round.id]
  if (live === undefined) return ''
  const saw = percentWhoSaw(document.details[round.id]?.delays ?? {}, secondsOpen(live, now))
  return [sayTurnout(contest, live.turnout), saw === null ? null : t.sawOpening(saw)]
    .filter((part) => part !== null)
    .join(t.semicolon)
}

const secondsOpen = ({ opensAt }: LiveRound, now: number): number =>
  opensAt === undefined ? 0 : Math.floor((now - Date.parse(opensAt)) / 1_000)

function sayTurnout(contest: Contest, turnout: Turnout): string {
  const missing = Object.entries(turnout).flatMap(([id, { cast, eligible }]) =>
    eligible !== null && eligible > cast ? [t.notCastOf(eligible - cast, electorateName(contest, id))] : [],
  )
  const open = Object.entries(turnout).flatMap(([id, { cast, eligible }]) =>
    eligible === null ? [t.castOf(cast, electorateName(contest, id))] : [],
  )
  const said = [...(missing.length > 0 ? [t.notCast(missing.join(common.separator))] : []), ...open]
  return said.length === 0 ? t.everybodyCast : said.join(t.semicolon)
}
