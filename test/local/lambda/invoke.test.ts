import { describe, expect, it } from 'vitest'
import { invoke, PayloadTooLarge } from '#local/lambda/invoke.ts'

const six = 6 * 1_048_576
const answering = (body: string) => invoke('big', async () => ({ statusCode: 200, body }), {}, 5)

describe('a function, as Lambda calls it', () => {
  it('may answer what fits into 6 MB', async () => {
    const body = 'x'.repeat(six - 100)
    expect(await answering(body)).toEqual({ statusCode: 200, body })
  })

  it.each([
    ['x', six],
    // In JSON these take more than they look.
    ['界', six / 3],
    ['"', six / 2],
    ['\u0001', six / 6 + 10],
  ])('may not answer more: %j, %i times', async (letter, times) => {
    await expect(answering(letter.repeat(times))).rejects.toThrow(PayloadTooLarge)
  })

  it('is not asked more either', async () => {
    const asked = invoke('big', async () => ({ statusCode: 200 }), { body: 'x'.repeat(six) }, 5)
    await expect(asked).rejects.toThrow(PayloadTooLarge)
  })
})
