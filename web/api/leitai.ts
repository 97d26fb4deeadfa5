import type { Cast } from '#contract/ballot.ts'
import type { Command } from '#core/contest/acts.ts'
import type { Live } from '#contract/live.ts'
import type { Roster } from '#contract/office.ts'
import type { AddVoters, OpenSession, StaffRole } from '#contract/people.ts'
import type * as routes from '#functions/routes.ts'
import { language } from '../i18n/language.svelte.ts'
import { contestUrl, logUrl, inForceUrl, ofVersion, resultUrl, roundUrl } from './addresses.ts'
import { readJson, request, send } from './request.ts'

type Routes = typeof routes

/** Every route of the server, one function each. All of them throw `Problem`. */

/** Milliseconds for what takes the server up to half a minute. */
const longAnswer = 35_000

export const openSession = (body: OpenSession) =>
  request<Routes['openSession']>('/api/sessions', { method: 'POST', body })

export const readContest = (contest: string, signal?: AbortSignal) =>
  request<Routes['readContest']>(contestUrl(contest), { signal })

export const readInForce = (contest: string, signal?: AbortSignal) =>
  request<Routes['readInForce']>(inForceUrl(contest), { signal })

export type LiveAnswer = {
  /** Absent when the document is still the one that `etag` names. */
  live?: Live
  etag: string | null
  /** Where the same documents are pushed to, or null where push is off. */
  push: string | null
  /** What that place is to be called there: it goes by two names. Null where the one in `push` is the only one. */
  pushHost: string | null
  /** Under which address others reach this server; null where it goes by one only, which is the page's. */
  address: string | null
  /** The server's `Date`, in epoch milliseconds. */
  date: number | null
}

export async function readLive(
  contest: string,
  etag: string | null,
  signal?: AbortSignal,
): Promise<LiveAnswer> {
  const headers: Record<string, string> = etag === null ? {} : { 'If-None-Match': etag }
  const response = await send(`${contestUrl(contest)}/live`, { headers, signal })
  const date = Date.parse(response.headers.get('Date') ?? '')
  const answer = {
    etag: response.headers.get('ETag') ?? etag,
    push: response.headers.get('Leitai-Push'),
    pushHost: response.headers.get('Leitai-Push-Host'),
    address: response.headers.get('Leitai-Address'),
    date: Number.isNaN(date) ? null : date,
  }
  if (response.status === 304) return answer
  return { ...answer, live: await readJson<Live>(response) }
}

/** `again`: an earlier try got no answer. It asks for nothing that the browser may have refused the first time. */
export const castBallot = (contest: string, round: string, token: string, body: Cast, again = false) =>
  request<Routes['castBallot']>(`${roundUrl(contest, round)}/ballot`, {
    method: 'PUT',
    token,
    body,
    outlive: !again,
  })

export const readOwnBallot = (contest: string, round: string, token: string) =>
  request<Routes['readBallot']>(`${roundUrl(contest, round)}/ballot`, { token })

/** A judge's own ballot in the attempt that was voided last. */
export const readVoidedBallot = (contest: string, round: string, token: string, attempt: number) =>
  request<Routes['readBallot']>(`${roundUrl(contest, round)}/ballot?attempt=${attempt}`, { token })

/** A refusal's `detail` answers in the language of the page. */
export const runCommand = (contest: string, token: string, body: Command) =>
  request<Routes['runCommand']>(`${contestUrl(contest)}/commands`, {
    method: 'POST',
    token,
    body,
    headers: { 'Accept-Language': language.current },
  })

export const readConsole = (contest: string, token: string) =>
  request<Routes['readConsole']>(`${contestUrl(contest)}/console`, { token })

/** The log from the event after `after` on. */
export const readProposal = (contest: string, token: string, proposal: number) =>
  request<Routes['readProposal']>(`/api/contests/${encodeURIComponent(contest)}/proposals/${proposal}`, {
    token,
  })

export const readLog = (contest: string, token: string, after: number) =>
  request<Routes['readLog']>(`${logUrl(contest)}?after=${after}`, { token })

/** Replaces the version that its editor has seen; 0 creates the contest. The body may be anything: the server names its faults. */
export const replaceContest = (contest: string, token: string, body: unknown, ifVersion: number) =>
  request<Routes['replaceContest']>(contestUrl(contest), {
    method: 'PUT',
    token,
    body,
    headers: { 'Accept-Language': language.current, 'If-Match': `"${ifVersion}"` },
  })

/** The whole roster, which comes in pages. */
export async function readRoster(contest: string, token: string): Promise<Roster> {
  const url = `${contestUrl(contest)}/voters` as const
  const whole = await request<Routes['readRoster']>(url, { token, patience: longAnswer })
  while (whole.next !== undefined) {
    const after = encodeURIComponent(whole.next)
    const { voters, staff, next } = await request<Routes['readRoster']>(`${url}?after=${after}`, {
      token,
      patience: longAnswer,
    })
    whole.voters.push(...voters)
    whole.staff.push(...staff)
    whole.next = next
  }
  return whole
}

/** The staff without the roster. */
export const readStaff = async (contest: string, token: string): Promise<Roster['staff']> =>
  (await request<Routes['readRoster']>(`${contestUrl(contest)}/voters?only=staff`, { token })).staff

export const addVoters = (contest: string, token: string, body: AddVoters) =>
  request<Routes['addVoters']>(`${contestUrl(contest)}/voters`, {
    method: 'POST',
    token,
    body,
    patience: longAnswer,
  })

export const reissueCode = (contest: string, token: string, voter: string) =>
  request<Routes['reissueCode']>(`${contestUrl(contest)}/voters/${encodeURIComponent(voter)}/code`, {
    method: 'POST',
    token,
  })

export const addStaff = (contest: string, token: string, body: { role: StaffRole; name: string }) =>
  request<Routes['addStaff']>(`${contestUrl(contest)}/staff`, { method: 'POST', token, body })

/** A link that another device is to open, for the test of the printed address. */
export const startReachCheck = (contest: string, token: string) =>
  request<Routes['startReachCheck']>(`${contestUrl(contest)}/reach`, { method: 'POST', token })

export const confirmReach = (contest: string, check: string) =>
  request<Routes['confirmReach']>(`${contestUrl(contest)}/reach`, { method: 'PUT', body: { check } })

export const startRehearsal = (contest: string, token: string) =>
  request<Routes['startRehearsal']>(`${contestUrl(contest)}/rehearsal`, { method: 'POST', token })

export const wipeRehearsal = (contest: string, token: string) =>
  request<Routes['wipeRehearsal']>(`${contestUrl(contest)}/rehearsal`, {
    method: 'DELETE',
    token,
    patience: longAnswer,
  })

/** Without a version the one in force. */
export const readResult = (contest: string, round: string, version?: number) =>
  request<Routes['readResult']>(ofVersion(resultUrl(contest, round), version))

export const readResults = (contest: string, round: string) =>
  request<Routes['readResults']>(`${roundUrl(contest, round)}/results`)

export const readComments = (contest: string, round: string, token?: string) =>
  request<Routes['readComments']>(`${roundUrl(contest, round)}/comments`, { token })
