import type * as z from 'zod'
import type { PathParameter, Route } from '#functions/routes.ts'

/** What a route takes and answers, as whoever asks must know it. Types only: a page may import them without a byte. */

/** A route's path with its parameters filled in. */
export type Address<Path extends string> = Path extends `${infer Start}{${string}}${infer Rest}`
  ? `${Start}${string}${Address<Rest>}`
  : Path

export type ParametersOf<Defined extends Route> = Record<PathParameter<Defined['path']>, string>

export type BodyOf<Defined extends Route> = Defined extends { body: infer Body extends z.ZodType }
  ? z.input<Body>
  : undefined

/** A book is text, one JSON object a line; everything else is JSON. */
export type AnswerOf<Defined extends Route> = Defined['answers'] extends infer Answer extends z.ZodType
  ? z.output<Answer>
  : string

type Nothing = Record<never, never>

/** What goes into a request of a route: parameters and a body where it has them. */
export type Asked<Defined extends Route> = (PathParameter<Defined['path']> extends never
  ? Nothing
  : { path: ParametersOf<Defined> }) &
  (Defined extends { body: z.ZodType } ? { body: BodyOf<Defined> } : Nothing) & {
    query?: Defined extends { query: infer Query } ? Partial<Record<keyof Query, string>> : never
  }
