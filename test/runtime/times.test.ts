import { afterEach, describe, expect, it, vi } from 'vitest'
import { castBallot } from '#functions/routes.ts'
import { castTimeoutMs, headAgeMs, shortestNoticeSeconds } from '#runtime/times.ts'

afterEach(() => vi.unstubAllEnvs())

const timeoutWith = (environment: Record<string, string>): number => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  return castTimeoutMs()
}

describe('how long a vote may be on its way, and a seal waits for it', () => {
  it('is the timeout of the function, as it is deployed', () => {
    expect(timeoutWith({})).toBe(castBallot.timeoutSeconds * 1_000)
  })

  it('may be shorter on a machine that stops the function itself', () => {
    expect(timeoutWith({ CAST_TIMEOUT_SECONDS: '2' })).toBe(2_000)
  })

  it('is what Lambda has, there, whatever the environment says', () => {
    const environment = { CAST_TIMEOUT_SECONDS: '2', AWS_LAMBDA_FUNCTION_NAME: 'seal-round' }
    expect(timeoutWith(environment)).toBe(castBallot.timeoutSeconds * 1_000)
  })

  it.each(['0', '1', '5.5', '60', 'soon'])('is never %s s', (seconds) => {
    expect(() => timeoutWith({ CAST_TIMEOUT_SECONDS: seconds })).toThrow('CAST_TIMEOUT_SECONDS')
  })
})

describe('what one machine may set shorter', () => {
  const times = { HEAD_AGE_SECONDS: headAgeMs, CLOSE_NOTICE_SECONDS: shortestNoticeSeconds }
  it.each([
    ['HEAD_AGE_SECONDS', 1_000, '0.3', 300, '1.1'],
    ['CLOSE_NOTICE_SECONDS', 3, '1', 1, '4'],
    ['CLOSE_NOTICE_SECONDS', 3, '2.5', 2.5, '0.9'],
  ] as const)(
    '%s is %d as deployed; there, %s makes it %d and %s is refused',
    (name, deployed, set, is, refused) => {
      expect(times[name]()).toBe(deployed)
      vi.stubEnv(name, set)
      expect(times[name]()).toBe(is)
      vi.stubEnv(name, refused)
      expect(() => times[name]()).toThrow(name)
      vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'run-command')
      expect(times[name]()).toBe(deployed)
    },
  )
})
