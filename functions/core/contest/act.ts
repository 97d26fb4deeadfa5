import * as z from 'zod'
import type { Contest, Round } from '#contract/contest.ts'
import { id } from '#contract/ids.ts'
import type { Fault } from '#contract/faults.ts'
import type { Standing } from '#contract/live.ts'
import type { StaffRole } from '#contract/people.ts'
import type { Refusal } from '#contract/refusals.ts'
import { findRound } from '#core/round.ts'
import type { Tally } from '#core/tally.ts'
import { roundAt, roundState, type ContestState, type Phase, type RoundAt, type RoundState } from './state.ts'

/** What a command is decided by. */
export type Facts = {
  /** The document in force. */
  contest: Contest
  state: ContestState
  /** Arrival of the command, never before the last event. */
  now: string
  /** Voters expected where anyone may take a session, for sizing the buckets. */
  expectedVoters: number
  /** The marks so far in the round that a command names, where it is decided by them. */
  tally?: Tally | undefined
  /** Of the people whom a command names; absent where it names none. */
  people?: PeopleFacts
  /** Who gives the command. */
  actor: string
  /** The count that was sealed last, of the round that a proposed action is about. */
  sealed?: SealedFacts | undefined
}

/** What an action is about: the ranking, and the ids in the book. Either is absent where it is not asked for. */
export type SealedFacts = { standings?: readonly Standing[]; receipts?: ReadonlySet<string> }

/** People on the roster with their seats, and in which rounds each has a ballot for certain, or may have one. */
export type PeopleFacts = {
  seats: ReadonlyMap<string, { electorate: string; epoch: number; excused?: true; shadow?: true }>
  bound: ReadonlyMap<string, { round: string; certain: boolean }[]>
  /** The list by which somebody was changed last, where it had a name and nothing has changed them since. */
  changed: ReadonlyMap<string, string>
}

/** What a command comes to: what happens (null when all is as asked already), or why it does not. */
type Verdict<Event> = { event: Event | null } | { refusal: Refusal; named?: Fault[] } | { faults: Fault[] }

/** Number and time of an event in the log, and who made it happen. */
type Place = { n: number; at: string; actor: string }

/**
 * One thing that can happen in a contest, written once: how an organiser asks for it, how it stands in the log, what refuses it, what
 * it comes to, and how the contest is afterwards. Everything that knows commands and events takes them from here: the API, the fold of
 * the log, the verifier, the console. `contestAct` and `roundAct` make one.
 */
export type Act<
  CommandSchema extends z.ZodType = z.ZodType,
  EventSchema extends z.ZodObject = z.ZodObject,
> = {
  /** What an organiser sends; undefined where a program or another call makes it happen. */
  readonly command: CommandSchema | undefined
  readonly commandType: string | undefined
  readonly event: EventSchema
  readonly eventType: string
  /** Who of the staff may ask for it beside the organisers. */
  readonly alsoFor: readonly StaffRole[]
  /** Whether it is done to one round, which its command and its event name. */
  readonly inRound: boolean
  /** Why the contest as it stands at `now` refuses this, whatever else a command says; the verifier asks the same of every event. */
  readonly refusal: (state: ContestState, round: string | undefined, now: string) => Refusal | undefined
  readonly decide: (command: never, facts: Facts) => Verdict<Record<string, unknown>>
  /** Why what an event says cannot follow on the state, which does not refuse it as such. */
  readonly misfit: (event: never, state: ContestState) => Refusal | undefined
  readonly evolve: (state: ContestState, event: never) => ContestState
}

type Shape = z.ZodRawShape
type Fields<Of extends Shape> = z.infer<z.ZodObject<Of>>

type Command<Type extends string, Of extends Shape> = z.ZodObject<
  { type: z.ZodLiteral<Type> } & Of & { ifVersion: z.ZodOptional<z.ZodInt> },
  z.core.$strict
>
type Event<Type extends string, Of extends Shape> = z.ZodObject<{ type: z.ZodLiteral<Type> } & Of>

const ifVersion = z.int().min(0).optional()

const commandSchema = <const Type extends string, Of extends Shape>(type: Type, fields: Of) =>
  z.strictObject({ type: z.literal(type), ...fields, ifVersion }) as unknown as Command<Type, Of>

const eventSchema = <const Type extends string, Of extends Shape>(type: Type, fields: Of) =>
  z.object({ type: z.literal(type), ...fields }) as unknown as Event<Type, Of>

type ContestEventSpec<EventType extends string, EventFields extends Shape> = {
  event: EventType
  eventFields: EventFields
  /** What refuses it; nothing, where this is left out. */
  refusal?: (state: ContestState) => Refusal | undefined
  /** What is wrong with what an event says, where the state allows it as such. */
  misfit?: (event: Fields<EventFields> & Place, state: ContestState) => Refusal | undefined
  evolve: (state: ContestState, event: Fields<EventFields> & Place) => ContestState
}

/** An act on the contest as a whole that another call of the API, or a program, makes happen. */
export const contestEvent = <const EventType extends string, EventFields extends Shape>(
  spec: ContestEventSpec<EventType, EventFields>,
): Act<z.ZodNever, Event<EventType, EventFields>> => ({
  command: undefined,
  commandType: undefined,
  event: eventSchema(spec.event, spec.eventFields),
  eventType: spec.event,
  alsoFor: [],
  inRound: false,
  refusal: (state) => spec.refusal?.(state),
  decide: () => {
    throw new Error(`${spec.event} has no command`)
  },
  misfit: (event: Fields<EventFields> & Place, state) => spec.misfit?.(event, state),
  evolve: spec.evolve,
})

type ContestActSpec<
  CommandType extends string,
  CommandFields extends Shape,
  EventType extends string,
  EventFields extends Shape,
> = ContestEventSpec<EventType, EventFields> & {
  command: CommandType
  commandFields: CommandFields
  /** Who of the staff may ask for it beside the organisers. */
  alsoFor?: readonly StaffRole[]
  decide: (command: Fields<CommandFields>, facts: Facts) => Verdict<Fields<EventFields>>
}

/** A command about the contest as a whole. */
export const contestAct = <
  const CommandType extends string,
  CommandFields extends Shape,
  const EventType extends string,
  EventFields extends Shape,
>(
  spec: ContestActSpec<CommandType, CommandFields, EventType, EventFields>,
): Act<Command<CommandType, CommandFields>, Event<EventType, EventFields>> => ({
  ...contestEvent(spec),
  command: commandSchema(spec.command, spec.commandFields),
  commandType: spec.command,
  alsoFor: spec.alsoFor ?? [],
  decide: spec.decide,
})

const allowed = 'allowed'

/** What each phase of a round says to an act: that it may happen, or why not. */
export type Phases = Record<Phase, typeof allowed | Refusal>

type AllowedIn<Table extends Phases> = { [In in Phase]: Table[In] extends typeof allowed ? In : never }[Phase]
/** A round in one of the phases in which a table allows an act. */
type RoundIn<Table extends Phases> = Extract<RoundAt, { phase: AllowedIn<Table> }>

/** `waiting` … `published`: what to say where an act belongs to counted rounds only. */
export const whenCounted = {
  waiting: 'round-not-sealed',
  open: 'round-not-sealed',
  closed: 'round-not-sealed',
  sealing: 'round-not-sealed',
  sealed: allowed,
  published: allowed,
} as const satisfies Phases

type InRound = { round: z.ZodString }

type RoundEventSpec<EventType extends string, EventFields extends Shape, Table extends Phases> = {
  event: EventType
  eventFields: EventFields
  phases: Table
  /** What else about the round refuses it. */
  refusal?: (current: RoundIn<Table>, state: ContestState) => Refusal | undefined
  /** What is wrong with what an event says, where the round allows it as such. */
  misfit?: (event: Fields<EventFields> & Place, current: RoundIn<Table>) => Refusal | undefined
  evolve: (current: RoundIn<Table>, event: Fields<EventFields> & Place) => RoundState
}

/** An act on one round that a program makes happen. */
export function roundEvent<
  const EventType extends string,
  EventFields extends Shape,
  const Table extends Phases,
>(
  spec: RoundEventSpec<EventType, EventFields, Table>,
): Act<z.ZodNever, Event<EventType, InRound & EventFields>> {
  type Told = Fields<EventFields> & Place & { round: string }
  const refusal = (current: RoundAt, state: ContestState): Refusal | undefined => {
    const answer = spec.phases[current.phase]
    return answer === allowed ? spec.refusal?.(current as RoundIn<Table>, state) : answer
  }
  const roundIn = (state: ContestState, round: string, now: string) => roundAt(roundState(state, round), now)
  return {
    command: undefined,
    commandType: undefined,
    event: eventSchema(spec.event, { round: z.string(), ...spec.eventFields }),
    eventType: spec.event,
    alsoFor: [],
    inRound: true,
    refusal: (state, round = '', now) => refusal(roundIn(state, round, now), state),
    decide: () => {
      throw new Error(`${spec.event} has no command`)
    },
    misfit: (event: Told, state) =>
      spec.misfit?.(event, roundIn(state, event.round, event.at) as RoundIn<Table>),
    evolve: (state, event: Told) => {
      const current = roundIn(state, event.round, event.at)
      const refused = refusal(current, state)
      if (refused) throw new Error(`event ${event.n} (${spec.event}) cannot follow: ${refused}`)
      const next = spec.evolve(current as RoundIn<Table>, event)
      return { ...state, rounds: { ...state.rounds, [event.round]: next } }
    },
  }
}

/** What a command about one round is decided by. */
type RoundFacts<Current = RoundAt> = Facts & { round: Round; current: Current }

type RoundActSpec<
  CommandType extends string,
  CommandFields extends Shape,
  EventType extends string,
  EventFields extends Shape,
  Table extends Phases,
> = RoundEventSpec<EventType, EventFields, Table> & {
  command: CommandType
  commandFields: CommandFields
  decide: (command: Fields<CommandFields>, facts: RoundFacts<RoundIn<Table>>) => Verdict<Fields<EventFields>>
}

/** A command about one round. */
export const roundAct = <
  const CommandType extends string,
  CommandFields extends Shape,
  const EventType extends string,
  EventFields extends Shape,
  const Table extends Phases,
>(
  spec: RoundActSpec<CommandType, CommandFields, EventType, EventFields, Table>,
): Act<Command<CommandType, InRound & CommandFields>, Event<EventType, InRound & EventFields>> => ({
  ...roundEvent(spec),
  command: commandSchema(spec.command, { round: id, ...spec.commandFields }),
  commandType: spec.command,
  decide: (command: Fields<CommandFields> & { round: string }, facts) => {
    const round = findRound(facts.contest, command.round)
    if (!round) throw new Error(`no round ${command.round}`)
    const current = roundAt(roundState(facts.state, round.id), facts.now)
    const verdict = spec.decide(command, { ...facts, round, current: current as RoundIn<Table> })
    if (!('event' in verdict) || verdict.event === null) return verdict
    return { event: { round: round.id, ...verdict.event } }
  },
})

/** Nothing happens: all is as asked already. */
export const asItIs = { event: null }
