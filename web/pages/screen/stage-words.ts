import type { LiveRound, Turnout } from '#contract/live.ts'
import { common } from '../../i18n/common.ts'
import type { RoundPhase } from '../../state/round-view.ts'
import { isPresenting, type Scene } from './scene.ts'
import { screen as t } from './words.ts'

/** What stands above a scene. `running`: a reveal keeps places back. */
export function sayHeading(scene: Scene, running: boolean): string {
  if (scene.kind === 'idle') return ''
  if (scene.kind === 'contestant') return scene.round?.title ?? ''
  if (scene.kind !== 'ranking') return scene.round.title
  return running ? t.reveal(scene.round.title) : t.ranking(scene.round.title)
}

/** The state of what is shown, in one word beside the heading. */
export function sayStatus(scene: Scene): { word: string; official?: true } | null {
  if (scene.kind === 'idle' || scene.kind === 'voided') return null
  if (scene.kind === 'contestant') return { word: common.live }
  if (scene.kind === 'voting') return { word: provisionally(common.open, scene.live) }
  if (scene.kind === 'marks') return { word: t.marks }
  if (scene.kind === 'closed') return { word: provisionally(afterClose(scene.phase), scene.live) }
  if (scene.kind === 'ranking' && scene.phase === 'revealing' && scene.live.inParts)
    return { word: common.revealing }
  return { word: common.official, official: true }
}

function afterClose(phase: RoundPhase): string {
  if (phase === 'sealed') return common.sealed
  return phase === 'sealing' ? common.sealing : common.closed
}

/** Figures that are not sealed yet say so wherever they stand. */
const provisionally = (word: string, { standings }: LiveRound): string =>
  standings === null || standings.length === 0 ? word : `${word} · ${common.provisional}`

/** Turnout stands at the foot, except where it is what the scene shows. */
export function turnoutBelow(scene: Scene): Turnout | null {
  if (scene.kind === 'ranking' || scene.kind === 'closed') return scene.live.turnout
  if (scene.kind !== 'voting') return null
  return (scene.live.standings?.length ?? 0) > 0 || isPresenting(scene) ? scene.live.turnout : null
}
