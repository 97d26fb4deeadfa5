import { parseArgs, type ParseArgsConfig } from 'node:util'
import { say } from './say.ts'
import { errorMessage, UserError } from './user-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** How a command is typed. */
type CommandLine<Taken extends Options, Words extends readonly string[]> = {
  /** What it does, in a sentence or two. */
  does: string
  /** As it is typed, on one line. */
  usage: string
  /** Further lines of `--help`. */
  notes?: string
  options?: Taken
  /** What the words after it are called, in their order; those that may be left out stand in brackets: `['CONTEST', '[ROUND]']`. */
  words?: Words
}

/** What was typed. */
export type Typed<Taken extends Options, Words extends readonly string[]> = {
  values: ReturnType<typeof parseArgs<{ options: Taken; allowPositionals: true }>>['values']
  words: { [At in keyof Words]: Words[At] extends `[${string}]` ? string | undefined : string }
}

type Command<Taken extends Options, Words extends readonly string[]> = CommandLine<Taken, Words> & {
  run: (typed: Typed<Taken, Words>) => void | Promise<void>
  /** The arguments, where they are not simply those of the process. */
  args?: string[]
  /** Makes a sentence of a fault that is no `UserError`, where there is one to make. */
  explain?: (error: unknown) => UserError | undefined
}

/**
 * Runs a command of the terminal, or prints its `--help`. What the person there can put right is said in a sentence on stderr, with exit
 * code 1; any other fault goes up, with its stack.
 */
export async function command<
  const Taken extends Options = Record<never, never>,
  const Words extends readonly string[] = [],
>({ run, args = process.argv.slice(2), explain, ...line }: Command<Taken, Words>): Promise<void> {
  try {
    const typed = readCommandLine(args, line)
    if (typed === 'help') say(helpOf(line))
    else await run(typed)
  } catch (error) {
    const fault = error instanceof UserError ? error : explain?.(error)
    if (!fault) throw error
    process.stderr.write(`${fault.message}\n`)
    process.exitCode = 1
  }
}

/** Reads the arguments. Throws a `UserError` that ends in the usage for what cannot be understood. */
export function readCommandLine<
  const Taken extends Options = Record<never, never>,
  const Words extends readonly string[] = [],
>(args: string[], line: CommandLine<Taken, Words>): Typed<Taken, Words> | 'help' {
  const { usage, options = {} } = line
  const { values, positionals } = parsed(args, { ...options, ...help }, usage)
  if (values['help'] === true) return 'help'

  const names = line.words ?? []
  const most = names.length
  const least = names.filter((name) => !name.startsWith('[')).length
  if (positionals.length > most)
    throw new UserError(`“${positionals[most]}” is not understood. Usage: ${usage}`)
  if (positionals.length < least) throw new UserError(`Usage: ${usage}`)
  const typed: unknown = { values, words: positionals }
  // The number of words is checked, and the values are those of the options.
  return typed as Typed<Taken, Words>
}

const help = { help: { type: 'boolean', short: 'h', default: false } } as const

function parsed(args: string[], options: Options, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    // What follows the first sentence is advice for programmers.
    const [sentence = ''] = errorMessage(error).split(/\.\s/)
    throw new UserError(`${sentence.replace(/\.$/, '')}. Usage: ${usage}`)
  }
}

const helpOf = ({
  does,
  usage,
  notes,
}: Pick<CommandLine<Options, string[]>, 'does' | 'usage' | 'notes'>): string =>
  [does, '', `Usage: ${usage}`, ...(notes === undefined ? [] : ['', notes])].join('\n')
