import { afterEach, describe, expect, it, vi } from 'vitest'
import { command } from '#terminal/command.ts'
import { UserError } from '#terminal/user-error.ts'

/** What a command says on which channel, what it was run with, and with what it ends. */
const play = async (args: string[], fault?: Error, explain?: (error: unknown) => UserError | undefined) => {
  const said = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text))))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text))))
  const run = vi.fn(() => {
    if (fault) throw fault
  })
  await command({
    does: 'Weighs a parcel.',
    usage: 'weigh PARCEL [ROOM] [--in grams]',
    notes: 'The scale stands in the yard.',
    words: ['PARCEL', '[ROOM]'],
    options: { in: { type: 'string', default: 'grams' } },
    args,
    run,
    ...(explain && { explain }),
  })
  const { exitCode } = process
  process.exitCode = undefined
  return { ...said, run: run.mock.calls, exitCode }
}

afterEach(() => {
  process.exitCode = undefined
})

describe('a command line', () => {
  it.each([
    [['box'], { words: ['box'], in: 'grams' }],
    [['--in', 'stones', 'box', 'yard'], { words: ['box', 'yard'], in: 'stones' }],
    [['--', '-box'], { words: ['-box'], in: 'grams' }],
  ])('%j is run', async (args, { words, in: unit }) => {
    const { run, exitCode, err } = await play(args)
    expect(run).toEqual([[{ words, values: expect.objectContaining({ in: unit }) }]])
    expect({ exitCode, err }).toEqual({ exitCode: undefined, err: '' })
  })

  it.each([
    [[], 'Usage: weigh PARCEL [ROOM] [--in grams]'],
    [['a', 'b', 'c'], '“c” is not understood. Usage: weigh PARCEL [ROOM] [--in grams]'],
    [['box', '--fast'], "Unknown option '--fast'. Usage: weigh PARCEL [ROOM] [--in grams]"],
    [['box', '--in'], "Option '--in <value>' argument missing. Usage: weigh PARCEL [ROOM] [--in grams]"],
  ])('%j is refused in one sentence', async (args, sentence) => {
    expect(await play(args)).toEqual({ out: '', err: `${sentence}\n`, run: [], exitCode: 1 })
  })

  it.each([[['--help']], [['-h', 'box']]])('%j explains it and runs nothing', async (args) => {
    expect(await play(args)).toEqual({
      out: 'Weighs a parcel.\n\nUsage: weigh PARCEL [ROOM] [--in grams]\n\nThe scale stands in the yard.\n',
      err: '',
      run: [],
      exitCode: undefined,
    })
  })
})

describe('when it fails', () => {
  it('what the person can put right is a sentence', async () => {
    const { err, exitCode } = await play(['box'], new UserError('The scale is broken.'))
    expect({ err, exitCode }).toEqual({ err: 'The scale is broken.\n', exitCode: 1 })
  })

  it('so is what the command explains', async () => {
    const { err, exitCode } = await play(['box'], new Error('E42'), () => new UserError('It is too heavy.'))
    expect({ err, exitCode }).toEqual({ err: 'It is too heavy.\n', exitCode: 1 })
  })

  it('anything else goes up as it is', async () => {
    await expect(play(['box'], new Error('E42'))).rejects.toThrow('E42')
  })
})
