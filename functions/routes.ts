import * as z from 'zod'
import { castSchema, ownBallotSchema, receiptSchema } from '#contract/ballot.ts'
import { commandSchema } from '#core/contest/commands.ts'
import { inForceSchema } from '#contract/amendments.ts'
import { contestSchema } from '#contract/contest.ts'
import { liveSchema, resultSchema, resultsSchema } from '#contract/live.ts'
import {
  commandResultSchema,
  consoleSchema,
  logSchema,
  proposalEffectSchema,
  releasedCommentsSchema,
  rosterSchema,
  wipedSchema,
} from '#contract/office.ts'
import { confirmReachSchema, reachCheckSchema, reachedSchema } from '#contract/reach.ts'
import {
  addStaffSchema,
  addVotersSchema,
  newVotersSchema,
  openSessionSchema,
  personalCodeSchema,
  rehearsalSchema,
  sessionSchema,
  type Role,
} from '#contract/people.ts'

/**
 * The one list of what can be asked: method, path, the file in `api/` that answers, and who may call it. `local/` and `cdk/`
 * wire their HTTP fronts from it, and the OpenAPI document is made from it.
 */
export type Route = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** `/r/` is what people share; everything else is for programs. */
  path: `/api/${string}` | `/r/${string}`
  /** The file in `api/`, without `.ts`. */
  function: string
  /** `anyone` may come without a session; what a session adds is the function's business. */
  who: 'anyone' | readonly Role[]
  /** What the body must be; routes without one take no body. `document` bodies are checked by the function, fault by fault. */
  body?: z.ZodType
  /** Query parameters by name, with what each is for. */
  query?: Record<string, string>
  /** What is answered with 200. */
  answers: z.ZodType | 'ndjson' | 'html'
  summary: string
  timeoutSeconds: number
}

/** The names of a path's parameters. */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never

const office = ['owner', 'organiser', 'observer', 'scrutineer'] as const
const organisers = ['owner', 'organiser'] as const
/** What a clerk or a scrutineer may command is the command's own business: `mayCommand`. */
const commanders = ['owner', 'organiser', 'scrutineer', 'clerk'] as const
const ballotHolders = ['judge', 'voter'] as const

/**
 * Each function takes its own route from here, and is bundled without the schemas of the others: whoever votes waits for no command.
 *
 * @__NO_SIDE_EFFECTS__
 */
const define = <const Defined extends Route>(route: Defined): Defined => route

export const openSession = define({
  method: 'POST',
  path: '/api/sessions',
  function: 'open-session',
  who: 'anyone',
  body: openSessionSchema,
  answers: sessionSchema,
  summary: 'Trade a code, or a seat in an electorate with open admission, for a session',
  timeoutSeconds: 5,
})

export const readContest = define({
  method: 'GET',
  path: '/api/contests/{contest}',
  function: 'read-contest',
  who: 'anyone',
  answers: contestSchema,
  summary: 'The contest document',
  timeoutSeconds: 5,
})

export const readInForce = define({
  method: 'GET',
  path: '/api/contests/{contest}/in-force',
  function: 'read-in-force',
  who: 'anyone',
  answers: inForceSchema,
  summary: 'The document with what events have changed in it, and these changes',
  timeoutSeconds: 5,
})

export const replaceContest = define({
  method: 'PUT',
  path: '/api/contests/{contest}',
  function: 'replace-contest',
  who: organisers,
  // Checked in the function, which lists every fault of the document and not only those of its shape.
  body: z.unknown(),
  answers: commandResultSchema,
  summary: 'Create the contest (owner) or replace its document until the first window opens',
  timeoutSeconds: 10,
})

export const readLive = define({
  method: 'GET',
  path: '/api/contests/{contest}/live',
  function: 'read-live',
  who: 'anyone',
  answers: liveSchema,
  summary: 'The live document',
  timeoutSeconds: 5,
})

export const castBallot = define({
  method: 'PUT',
  path: '/api/contests/{contest}/rounds/{round}/ballot',
  function: 'cast-ballot',
  who: ballotHolders,
  body: castSchema,
  answers: receiptSchema,
  summary: 'Cast or replace the own ballot',
  timeoutSeconds: 5,
})

export const readBallot = define({
  method: 'GET',
  path: '/api/contests/{contest}/rounds/{round}/ballot',
  function: 'read-ballot',
  query: {
    attempt: 'A judge’s own ballot in this attempt, which was voided last, in a round that is not secret',
  },
  who: ballotHolders,
  answers: ownBallotSchema,
  summary: 'The own ballot and its receipt',
  timeoutSeconds: 5,
})

export const runCommand = define({
  method: 'POST',
  path: '/api/contests/{contest}/commands',
  function: 'run-command',
  who: commanders,
  body: commandSchema,
  answers: commandResultSchema,
  summary:
    'One command of an organiser, of a clerk about the speech clock, or of a scrutineer about a proposal',
  timeoutSeconds: 10,
})

export const readConsole = define({
  method: 'GET',
  path: '/api/contests/{contest}/console',
  function: 'read-console',
  who: office,
  answers: consoleSchema,
  summary: 'The live document with hidden figures, turnout by unit and the judges’ progress',
  timeoutSeconds: 15,
})

export const readProposal = define({
  method: 'GET',
  path: '/api/contests/{contest}/proposals/{proposal}',
  function: 'read-proposal',
  who: office,
  answers: proposalEffectSchema,
  summary: 'What an open proposal would change: both rankings',
  timeoutSeconds: 15,
})

export const readLog = define({
  method: 'GET',
  path: '/api/contests/{contest}/log',
  function: 'read-log',
  who: 'anyone',
  query: { after: 'Only events after the one with this number; for the staff' },
  answers: logSchema,
  summary: 'The event log with its hash chain: for the staff always, for anybody once a result is public',
  timeoutSeconds: 15,
})

export const readRoster = define({
  method: 'GET',
  path: '/api/contests/{contest}/voters',
  function: 'read-roster',
  who: office,
  query: {
    after: 'Begin after this id: what the page before answered as `next`',
    only: '`staff` for the staff alone',
  },
  answers: rosterSchema,
  summary: 'The roster and the staff, without codes, page by page',
  timeoutSeconds: 29,
})

export const addVoters = define({
  method: 'POST',
  path: '/api/contests/{contest}/voters',
  function: 'add-voters',
  who: organisers,
  body: addVotersSchema,
  answers: newVotersSchema,
  summary: 'Add or update rows of the roster; codes of new rows are answered once',
  timeoutSeconds: 29,
})

export const reissueCode = define({
  method: 'POST',
  path: '/api/contests/{contest}/voters/{voter}/code',
  function: 'reissue-code',
  who: organisers,
  answers: personalCodeSchema,
  summary: 'A new code for a person; the old code and its sessions end',
  timeoutSeconds: 10,
})

export const addStaff = define({
  method: 'POST',
  path: '/api/contests/{contest}/staff',
  function: 'add-staff',
  who: organisers,
  body: addStaffSchema,
  answers: personalCodeSchema,
  summary: 'A code for an organiser, an observer, a scrutineer or a clerk',
  timeoutSeconds: 10,
})

export const startReachCheck = define({
  method: 'POST',
  path: '/api/contests/{contest}/reach',
  function: 'start-reach-check',
  who: organisers,
  answers: reachCheckSchema,
  summary: 'A link under the printed address that another device is to open within minutes',
  timeoutSeconds: 5,
})

export const confirmReach = define({
  method: 'PUT',
  path: '/api/contests/{contest}/reach',
  function: 'confirm-reach',
  who: 'anyone',
  body: confirmReachSchema,
  answers: reachedSchema,
  summary: 'Say that the printed address was opened on a device that is not the console’s',
  timeoutSeconds: 5,
})

export const startRehearsal = define({
  method: 'POST',
  path: '/api/contests/{contest}/rehearsal',
  function: 'start-rehearsal',
  who: organisers,
  answers: rehearsalSchema,
  summary:
    'A code for an organiser in the contest’s rehearsal, which is copied from the contest if there is none',
  timeoutSeconds: 10,
})

export const wipeRehearsal = define({
  method: 'DELETE',
  path: '/api/contests/{contest}/rehearsal',
  function: 'wipe-rehearsal',
  who: organisers,
  answers: wipedSchema,
  summary: 'Delete everything of the contest’s rehearsal; to be repeated until it is done',
  timeoutSeconds: 29,
})

export const readResult = define({
  method: 'GET',
  path: '/api/contests/{contest}/rounds/{round}/result',
  function: 'read-result',
  who: 'anyone',
  query: { version: 'An earlier version of the result; without it the one in force' },
  answers: resultSchema,
  summary: 'The result, once published',
  timeoutSeconds: 5,
})

export const readResults = define({
  method: 'GET',
  path: '/api/contests/{contest}/rounds/{round}/results',
  function: 'read-results',
  who: 'anyone',
  answers: resultsSchema,
  summary:
    'The versions of the result, once published: when each was sealed and published, and why it follows another',
  timeoutSeconds: 5,
})

export const readBook = define({
  method: 'GET',
  path: '/api/contests/{contest}/rounds/{round}/book',
  function: 'read-book',
  who: 'anyone',
  query: { version: 'As an earlier version of the result had it' },
  answers: 'ndjson',
  summary: 'The ballots behind the result, once published, one JSON object a line',
  timeoutSeconds: 29,
})

export const readComments = define({
  method: 'GET',
  path: '/api/contests/{contest}/rounds/{round}/comments',
  function: 'read-comments',
  who: 'anyone',
  answers: releasedCommentsSchema,
  summary: 'The judges’ comments, once released',
  timeoutSeconds: 10,
})

export const readPreview = define({
  method: 'GET',
  path: '/r/{contest}/{round}',
  function: 'read-preview',
  who: 'anyone',
  answers: 'html',
  summary: 'A link to a result for people to share: what other programs show of it, and the way there',
  timeoutSeconds: 5,
})

export const readOpenApi = define({
  method: 'GET',
  path: '/api/openapi.json',
  function: 'read-openapi',
  who: 'anyone',
  answers: z.record(z.string(), z.unknown()),
  summary: 'This description',
  timeoutSeconds: 5,
})

export const routes: readonly Route[] = [
  openSession,
  readContest,
  readInForce,
  replaceContest,
  readLive,
  castBallot,
  readBallot,
  runCommand,
  readConsole,
  readProposal,
  readLog,
  readRoster,
  addVoters,
  reissueCode,
  addStaff,
  startReachCheck,
  confirmReach,
  startRehearsal,
  wipeRehearsal,
  readResult,
  readResults,
  readBook,
  readComments,
  readPreview,
  readOpenApi,
]
