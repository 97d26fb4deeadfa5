import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Typed } from '#terminal/command.ts'
import { type Certificate, readCertificate } from '#local/http/certificate.ts'
import { UserError } from '#terminal/user-error.ts'

export type Options = {
  port: number
  data: string
  /** The contest document to load into an empty data folder. */
  contest: string
  /** Its voters and judges; without one the roster is filled in the console. */
  roster: string | undefined
  /** Whether the command line names what to load. */
  namesContest: boolean
  /** The address to listen on. */
  host: string
  /** Under which people reach the system where that is not its own address. */
  address: string | undefined
  /** Whether others on the network may come in. */
  isShared: boolean
  /** Whether they may open the console too, which otherwise only this machine can. */
  sharesConsole: boolean
  certificate: Certificate | undefined
  /** The address of an engine of the user's own. */
  engine: string | undefined
}

const example = fileURLToPath(new URL('../../examples/haiyang-2022/', import.meta.url))
const loopback = '127.0.0.1'
const everyAddress = '0.0.0.0'

export const startOptions = {
  port: { type: 'string', default: '8080' },
  data: { type: 'string', default: '.leitai' },
  contest: { type: 'string' },
  roster: { type: 'string' },
  host: { type: 'string' },
  address: { type: 'string' },
  'host-console': { type: 'boolean', default: false },
  cert: { type: 'string' },
  key: { type: 'string' },
} as const

/** What the command line and the environment ask for. Throws a `UserError` for what cannot be used or found, before anything is touched. */
export const optionsFrom = (
  values: Typed<typeof startOptions, []>['values'],
  env: NodeJS.ProcessEnv,
): Options => {
  const { port, data, contest, roster, host, address, cert, key, 'host-console': isAsked } = values
  return {
    port: portFrom(port),
    data: resolve(data),
    contest: present('contest document', contest ?? `${example}contest.json`),
    roster: rosterOf(contest, roster),
    namesContest: contest !== undefined || roster !== undefined,
    host: hostFrom(host),
    address: addressFrom(address),
    isShared: host !== undefined,
    sharesConsole: sharesConsole(isAsked, host),
    certificate: certificateOf(cert, key),
    engine: env['DYNAMODB_ENDPOINT'],
  }
}

/** `--host` alone means every address of the machine; parseArgs knows no option whose value may be left out. */
export const withHostAddress = (argv: string[]): string[] =>
  argv.flatMap((argument, at) => {
    const isAlone = argument === '--host' && (argv[at + 1] ?? '--').startsWith('--')
    return isAlone ? [argument, everyAddress] : [argument]
  })

const portFrom = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UserError(`--port takes a number from 0 to 65535 (0 is any free port), not "${text}".`)
  }
  return port
}

const hostFrom = (host: string | undefined): string => {
  if (host !== undefined && isIP(host) !== 4) {
    throw new UserError(`--host takes an IPv4 address of this machine or none, not "${host}".`)
  }
  return host ?? loopback
}

const addressFrom = (address: string | undefined): string | undefined => {
  if (address === undefined) return undefined
  const url = URL.canParse(address) ? new URL(address) : null
  const isPlain =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search + url.hash === ''
  if (!isPlain || url.pathname !== '/')
    throw new UserError(
      `--address takes the address that people open, such as https://vote.example.cn, not "${address}".`,
    )
  return url.origin
}

const sharesConsole = (isAsked: boolean, host: string | undefined): boolean => {
  if (isAsked && host === undefined)
    throw new UserError('--host-console opens the console to the network that --host opens: give both.')
  return isAsked
}

const certificateOf = (cert: string | undefined, key: string | undefined): Certificate | undefined => {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new UserError('--cert and --key belong together: give the certificate and its private key.')
  return readCertificate(present('certificate', cert), present('key', key), new Date())
}

const rosterOf = (contest: string | undefined, roster: string | undefined): string | undefined => {
  if (roster !== undefined) return present('roster', roster)
  return contest === undefined ? present('roster', `${example}roster.csv`) : undefined
}

const present = (what: string, file: string): string => {
  if (!existsSync(file)) throw new UserError(`There is no ${what} ${file}: check the path.`)
  return resolve(file)
}
