import type { Typed } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'
import { type Break, breaks } from './breaks.ts'
import { scenarios } from './scenarios.ts'

export type Options = {
  /** The first seed. */
  seed: number
  /** How many seeds, one after the other. */
  rounds: number
  /** Those that were asked for; none means all. */
  chosen: string[]
  /** Fewer voters and steps. */
  small: boolean
  /** What is taken out of the functions first, so that the bench must find it. */
  broken: Break | undefined
}

export const faultOptions = {
  seed: { type: 'string', default: '1' },
  rounds: { type: 'string', default: '1' },
  scenario: { type: 'string', multiple: true, default: [] as string[] },
  small: { type: 'boolean', default: false },
  break: { type: 'string' },
} as const

/** What the command line asks for. Throws a `UserError` for what there is not. */
export function optionsFrom(values: Typed<typeof faultOptions, []>['values']): Options {
  return {
    seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
    rounds: wholeNumber('--rounds', values.rounds, 1_000),
    chosen: values.scenario.map((name) => named('--scenario', name, Object.keys(scenarios))),
    small: values.small,
    broken: breakNamed(values.break),
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw new UserError(`${option} takes a whole number from 1 to ${most}, not ‘${text}’.`)
  return number
}

function named(option: string, name: string, known: string[]): string {
  if (!known.includes(name)) throw new UserError(`${option} knows no ‘${name}’, only ${known.join(', ')}.`)
  return name
}

function breakNamed(name: string | undefined): Break | undefined {
  if (name === undefined) return undefined
  named(
    '--break',
    name,
    breaks.map(({ name: known }) => known),
  )
  return breaks.find((candidate) => candidate.name === name)
}
