import type { Action } from '#contract/actions.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { LogEvent } from '#contract/office.ts'
import type { StaffRole } from '#contract/people.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { contestantOf, contestantsOf, electorateName } from '../../../state/rounds.ts'
import { minutesAndSeconds } from '../../../state/countdown.ts'
import { shortHash } from '../../../state/short-hash.ts'
import { isRecord } from '../../../state/storage.ts'
import { sayAction } from '../../../i18n/actions.ts'
import { sayAmendment, sayWithdrawal } from '../../../i18n/amendments.ts'
import { common } from '../../../i18n/common.ts'
import { clockTime } from '../../../i18n/time.ts'
import { overlay } from '../overlay/words.ts'
import { desk } from '../words.ts'
import { log as t } from './words.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const whole = (value: unknown): number => (typeof value === 'number' ? value : 0)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const staffRoleOf = (value: unknown): StaffRole =>
  value === 'observer' || value === 'scrutineer' || value === 'clerk' ? value : 'organiser'

const counts = (value: unknown): [string, number][] =>
  isRecord(value) ? Object.entries(value).map(([key, count]) => [key, whole(count)]) : []

const castIn = (ballots: unknown): number =>
  (isRecord(ballots) ? Object.values(ballots) : []).reduce<number>(
    (sum, turnout) => sum + (isRecord(turnout) ? whole(turnout.cast) : 0),
    0,
  )

/** The points that were shown, of several panels each. */
const pointsIn = (panels: unknown): string =>
  list(panels)
    .map((panel) => (isRecord(panel) ? text(panel.points) : ''))
    .join(common.separator)

const windowOf = ({ closesAt }: LogEvent): string =>
  typeof closesAt === 'string' ? t.until(clockTime(closesAt)) : desk.noLimit

function amendmentIn({ what, id, fields, before, reason }: LogEvent): Parameters<typeof sayAmendment>[1] {
  const kind = amendedKinds.find((one) => one === what) ?? 'contest'
  return { what: kind, id: text(id), fields: words(fields), before: words(before), reason: text(reason) }
}
const amendedKinds = ['contest', 'contestant', 'round', 'electorate', 'group'] as const

const words = (value: unknown): Record<string, string> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([field, word]) => [field, text(word)])) : {}

/** The last seal before an event of the same round. */
const sealBefore = ({ n, round }: LogEvent, events: readonly LogEvent[]): LogEvent | undefined =>
  events.filter((one) => one.type === 'roundSealed' && one.n < n && one.round === round).pop()

/** Whether a sealed round has no ranking: nobody of those for whom it was opened is in it. */
function isRankless(seal: LogEvent | undefined, events: readonly LogEvent[]): boolean {
  if (seal === undefined) return false
  const opened = events
    .filter(({ type, round, n }) => type === 'roundOpened' && round === seal.round && n < seal.n)
    .pop()
  return opened !== undefined && whole(seal.unranked) === list(opened.contestants).length
}

/** The best place that is shown when so many are, from the last up. */
function placesFrom(
  contest: Contest,
  round: Round | undefined,
  event: LogEvent,
  events: readonly LogEvent[],
): number {
  const places = whole(event.places)
  if (round === undefined) return places
  const ranked = contestantsOf(contest, round).length - whole(sealBefore(event, events)?.unranked)
  return Math.max(1, ranked - places + 1)
}

function actionOf(value: unknown): Action | undefined {
  if (!isRecord(value)) return undefined
  const [round, contestant, why] = [text(value.round), text(value.contestant), text(value.why)]
  switch (value.kind) {
    case 'adjust': {
      const adjustment = why === 'overtime' || why === 'bonus' ? why : 'deduct'
      return { kind: 'adjust', round, contestant, points: text(value.points), why: adjustment }
    }
    case 'disqualify':
    case 'reinstate':
    case 'withdraw':
      return { kind: value.kind, round, contestant }
    case 'exclude':
      return { kind: 'exclude', round, ballot: text(value.ballot), why }
    case 'decideCut':
      return { kind: 'decideCut', round, contestants: list(value.contestants).map(text) }
    case 'void':
      return { kind: 'void', round }
    default:
      return undefined
  }
}

/** Number, round and action of a proposal. */
function proposalIn(
  contest: Contest,
  { proposal, round, action: found }: LogEvent,
): [number, string, string] {
  const action = actionOf(found)
  const id = action?.round ?? text(round)
  const title = contest.rounds.find((one) => one.id === id)?.title ?? id
  return [whole(proposal), title, action ? sayAction(contest, action) : '']
}

/** What people are called by their ids, as far as it is known: the log itself holds ids only. */
export type NameOf = (id: string) => string | undefined
const nameless: NameOf = () => undefined

/** More ids than a line of the log can hold. */
const mostNamed = 10

/** An event of the log in plain words; `events` are those that it stands among. A type that this page does not know is shown by its name. */
export function sayEvent(
  contest: Contest,
  event: LogEvent,
  events: readonly LogEvent[],
  nameOf: NameOf = nameless,
): string {
  const ofRound = contest.rounds.find(({ id }) => id === event.round)
  const round = ofRound?.title ?? text(event.round)
  const name = (id: unknown) => contestantOf(contest, text(id))?.name ?? text(id)
  const namesOf = (withdrawals: unknown) =>
    list(withdrawals)
      .map((one) => (isRecord(one) ? name(one.contestant) : ''))
      .join(common.separator)
  const who = (id: unknown) => {
    const isStaff = events.some((one) => one.type === 'staffAdded' && one.id === id)
    return isStaff ? sayActor(text(id), events, nameOf) : (nameOf(text(id)) ?? text(id))
  }
  const electorates = (ids: unknown) =>
    list(ids)
      .map((id) => electorateName(contest, text(id)))
      .join(common.separator)
  /** What a seal found that a publication has to be confirmed for, and who is not ranked. */
  const doubtsOf = (seal: LogEvent | undefined): string[] => {
    const unfilled = electorates(seal?.unfilled)
    const quorumMissed = electorates(seal?.quorumMissed)
    const disclosing = electorates(seal?.disclosing)
    const unranked = whole(seal?.unranked)
    return [
      ...(isRankless(seal, events) ? [t.nobodyRanked] : unranked > 0 ? [t.unrankedCount(unranked)] : []),
      ...(unfilled === '' ? [] : [t.unfilledPanels(unfilled)]),
      ...(quorumMissed === '' ? [] : [t.belowQuorum(quorumMissed)]),
      ...(disclosing === '' ? [] : [t.disclosingPanels(disclosing)]),
    ]
  }
  const parts = (...said: (string | false)[]) => said.filter((part) => part !== false).join(' · ')
  // A later server may tell of others; they are shown by their names.
  const known = event.type as ContestEvent['type']
  switch (known) {
    case 'contestDefined':
      return parts(
        t.contestDefined,
        list(event.amendments).length > 0 && t.amendmentsKept(list(event.amendments).length),
        list(event.withdrawals).length > 0 && t.withdrawalsKept(namesOf(event.withdrawals)),
      )
    case 'votersAdded': {
      const added = counts(event.added).filter(([, count]) => count > 0)
      const said = [
        ...added.map(([id, count]) => t.voters(electorateName(contest, id), count)),
        ...counts(event.shadow).map(([id, count]) => t.shadows(electorateName(contest, id), count)),
      ]
      const away = counts(event.excused).map(([id, count]) => t.excused(electorateName(contest, id), count))
      const main = said.length === 0 ? t.votersUpdated : t.votersAdded(said.join(common.separator))
      return [main, ...away].join(common.separator)
    }
    case 'votersRemoved': {
      const [removed, restored] = [list(event.voters), list(event.restored)]
      const named = (ids: unknown[]) => ids.slice(0, mostNamed).map(who).join(common.separator)
      return parts(
        removed.length > 0 && t.votersRemoved(removed.length, named(removed)),
        restored.length > 0 && t.votersRestored(restored.length, named(restored)),
        text(event.reason),
      )
    }
    case 'staffAdded':
      return parts(t.staffAdded[staffRoleOf(event.role)], nameOf(text(event.id)) ?? false)
    case 'codeReissued':
      return t.codeReissued(who(event.voter))
    case 'amended':
      return sayAmendment(contest, amendmentIn(event))
    case 'contestantWithdrawn': {
      const rounds = list(event.rounds).map(text)
      return sayWithdrawal(contest, {
        contestant: text(event.contestant),
        rounds,
        reason: text(event.reason),
      })
    }
    case 'contestantStaged':
      return event.contestant === null ? t.stageCleared : t.contestantStaged(name(event.contestant))
    case 'speechStarted': {
      const spoken = contest.rounds.find(({ id }) => id === event.round)?.speech
      const part = spoken?.parts[whole(event.part) - 1]?.name ?? String(event.part)
      return parts(t.speechStarted(name(event.contestant), part), minutesAndSeconds(whole(event.seconds)))
    }
    case 'speechPaused':
      return t.speechPaused(name(event.contestant), text(event.reason))
    case 'speechResumed':
      return t.speechResumed(name(event.contestant))
    case 'speechEnded': {
      const over = whole(event.over)
      return parts(
        t.speechEnded(name(event.contestant), minutesAndSeconds(whole(event.seconds))),
        over > 0 && t.speechOver(minutesAndSeconds(over)),
      )
    }
    case 'stageMessaged':
      return event.text === null ? t.stageMessageTaken : t.stageMessaged(text(event.text))
    case 'receiptKey':
      return t.receiptKey(isRecord(event.jwk) ? text(event.jwk.x).slice(0, 8) : '')
    case 'roundOpened': {
      const attempt = whole(event.attempt)
      return parts(t.roundOpened(round, windowOf(event)), attempt > 1 && t.againAttempt(attempt))
    }
    case 'roundClosing':
      return t.roundClosing(round, clockTime(text(event.closesAt)))
    case 'roundExtended':
      return t.roundExtended(round, clockTime(text(event.closesAt)))
    case 'roundReopened':
      return parts(t.roundReopened(round, windowOf(event)), text(event.reason) !== '' && text(event.reason))
    case 'roundVoided':
      return t.roundVoided(round, text(event.reason))
    case 'sealRequested':
      return t.sealRequested(round)
    case 'roundSealed':
      return parts(
        t.roundSealed(round, whole(event.version), castIn(event.ballots)),
        t.digest(shortHash(text(event.digest))),
        ...doubtsOf(event),
        list(event.marksChanged).length > 0 &&
          t.marksChanged(list(event.marksChanged).map(name).join(common.separator)),
      )
    case 'resultPublished':
      return parts(
        t.resultPublished(round, whole(event.version)),
        event.confirmed === true && t.knowingly(doubtsOf(sealBefore(event, events)).join(t.semicolon)),
      )
    case 'commentsReleased':
      return t.commentsOpened(round, list(event.contestants).length)
    case 'overlayShown': {
      const shown = Object.entries(overlay.parts).filter(([part]) => list(event.parts).includes(part))
      const names = shown.map(([, name]) => name).join(common.separator)
      return names === '' ? overlay.hidden : overlay.shown(names)
    }
    case 'placesRevealed':
      return event.places === 0
        ? t.placesHidden(round)
        : t.placesRevealed(round, placesFrom(contest, ofRound, event, events))
    case 'partsRevealed':
      return event.added === 0
        ? t.firstPartShown(round, electorates(event.first))
        : t.partsAdded(round, whole(event.added))
    case 'marksShown':
      return event.contestant === null
        ? t.marksHidden(round)
        : parts(t.marksShown(round, name(event.contestant)), pointsIn(event.panels))
    case 'proposed':
      return t.proposed(...proposalIn(contest, event), text(event.reason))
    case 'approved': {
      const proposed = events.find(
        (one) => one.type === 'proposed' && one.proposal === event.proposal && one.n < event.n,
      )
      return t.approved(...proposalIn(contest, { ...event, action: proposed?.action }))
    }
    case 'declined':
      return t.declined(whole(event.proposal), text(event.reason))
    default:
      known satisfies never
      return event.type
  }
}

const programs = ['system', 'seal-round']

/** Who did something: people by their name where it is known, their role and the order in which they were added; programs as the system. */
export function sayActor(actor: string, events: readonly LogEvent[], nameOf: NameOf = nameless): string {
  if (actor === 'owner') return t.actorOwner
  if (programs.includes(actor)) return t.actorSystem
  const added = events.filter(({ type }) => type === 'staffAdded')
  const role = added.find(({ id }) => id === actor)?.role
  const number = added.filter((event) => event.role === role).findIndex(({ id }) => id === actor) + 1
  // Whoever began a rehearsal is in the staff of the contest it was copied from.
  if (number === 0) return actor.startsWith('organiser-') ? t.actorElsewhere : actor
  return [nameOf(actor), t.actors[staffRoleOf(role)](number)].filter(Boolean).join(' · ')
}
