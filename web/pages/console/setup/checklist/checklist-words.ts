import { common } from '../../../../i18n/common.ts'
import { clockTime } from '../../../../i18n/time.ts'
import type { Step } from './steps.ts'
import { checklist as t } from './words.ts'

/** How far a step has come, in a sentence. */
export function sayStep(step: Step): string {
  switch (step.because) {
    case 'no-roster-needed':
      return t.noRosterNeeded
    case 'people':
      return t.people(step.count)
    case 'electorates-empty':
      return t.electoratesEmpty(step.names.join(common.separator))
    case 'no-cards-needed':
      return t.noCardsNeeded
    case 'roster-empty':
      return t.rosterEmpty
    case 'unreachable':
      return t.unreachable
    case 'address-unknown':
      return t.addressUnknown
    case 'printed':
      return t.printed(step.count)
    case 'to-print':
      return t.toPrint(step.count)
    case 'to-reissue':
      return t.toReissue(step.count)
    case 'not-scanned':
      return step.before === undefined ? t.notScanned : t.addressChanged(step.before)
    case 'scanned':
      return t.scanned(clockTime(step.at).slice(0, 5), step.address)
    case 'not-rehearsed':
      return t.notRehearsed
    case 'rehearsing':
      return t.rehearsing
    case 'rehearsed':
      return t.rehearsed
    case 'ready':
      return t.ready
    case 'not-ready':
      return t.notReady
    default:
      return step satisfies never
  }
}

/** What the button of a step does. */
export const sayAct = ({ id, because }: Step): string =>
  because === 'to-reissue' ? t.acts.reissue : t.acts[id]
