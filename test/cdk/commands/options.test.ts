import { describe, expect, it } from 'vitest'
import { UserError } from '#terminal/user-error.ts'
import { readCommandLine } from '#terminal/command.ts'
import { contextFrom, contextOption } from '../../../cdk/commands/options.ts'

const usage = 'npm run deploy -- [-c name=value]… [--yes]'
const options = { ...contextOption, yes: { type: 'boolean', default: false } } as const
const read = (...args: string[]) => {
  const typed = readCommandLine(args, { does: '', usage, options, words: ['[ROLE]'] })
  if (typed === 'help') throw new Error('nobody asked for help')
  const { values, words } = typed
  return { yes: values.yes, words, context: contextFrom(values.context, usage) }
}

describe('a command line', () => {
  it('may name settings in any place and number, the last of a name counts', () => {
    expect(
      read(
        '-c',
        'name=Spring',
        '--yes',
        'owner',
        '--context',
        'alarmMail=a=b@example.org',
        '-c',
        'name=Autumn',
      ),
    ).toEqual({
      yes: true,
      words: ['owner'],
      context: { name: 'Autumn', alarmMail: 'a=b@example.org' },
    })
  })

  it.each([
    [['-c', 'voters=300'], '“voters=300” is no setting: -c takes name=value with one of name, region, '],
    [['-c', 'name'], '“name” is no setting'],
    [['-c', '__proto__=1'], '“__proto__=1” is no setting'],
    [['-c'], "Option '-c, --context <value>' argument missing. Usage: "],
    [['--force'], "Unknown option '--force'. Usage: "],
    [['--yes=no'], 'does not take an argument. Usage: '],
  ])('%j is refused with one sentence and the usage', (args, sentence) => {
    const fault = faultOf(() => read(...args))
    expect(fault).toContain(sentence)
    expect(fault.endsWith(`Usage: ${usage}`)).toBe(true)
    expect(fault).not.toContain('\n')
  })
})

function faultOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}
