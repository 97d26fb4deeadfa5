import * as z from 'zod'
import { adjustmentWhy, approvals, approvedActionSchema } from './actions.ts'
import { tieBreak } from './tie-break.ts'

/** A figure people see: a decimal string with exactly the contest's `decimals` places. */
const figure = z.string()

const panelsSchema = z.record(
  z.string(),
  z.strictObject({
    points: figure,
    part: figure,
    /** The figure before the conversion, where the panel converts its points. */
    raw: figure.optional(),
    /** How many ballots had to leave the contestant unmarked. */
    recused: z.int().optional(),
    votes: z.int().optional(),
    marks: z.int().optional(),
    grades: z.record(z.string(), z.int()).optional(),
    criteria: z.record(z.string(), figure).optional(),
    /** Nobody gave the contestant a mark in this panel: shown as “—”, 0 in the total. */
    noPoints: z.literal(true).optional(),
  }),
)

export const standingSchema = z.strictObject({
  contestant: z.string(),
  rank: z.int(),
  tied: z.boolean(),
  total: figure,
  /** The sum of what was added or taken off; it is in the total. Absent where there was nothing. */
  adjusted: figure.optional(),
  /** The step that separated it from others with the same total; absent where there are none, or nothing does. */
  tieBreak: tieBreak.optional(),
  panels: panelsSchema,
  /** The award that it has. */
  award: z.string().optional(),
  inCut: z.union([z.boolean(), z.literal('decide')]).optional(),
})

/** Why a contestant of a round stands in no ranking. `no-marks`: without points in any panel. */
export const whyUnranked = z.enum(['no-marks', 'disqualified', 'withdrawn'])

/** `total`: null where there is none. */
const unrankedSchema = z.strictObject({
  contestant: z.string(),
  why: whyUnranked,
  total: figure.nullable(),
  adjusted: figure.optional(),
  panels: panelsSchema,
})

export const turnoutSchema = z.record(
  z.string(),
  z.strictObject({ cast: z.int(), eligible: z.int().nullable() }),
)

/** One judge's figure without a name, and on which side the mean leaves it out. */
const shownMarkSchema = z.strictObject({ value: z.string(), dropped: z.enum(['high', 'low']).optional() })

/** What a panel of judges gave one contestant. `points` is null where there are none. */
export const shownPanelSchema = z.strictObject({
  electorate: z.string(),
  points: figure.nullable(),
  /** Each judge's total, best first. */
  totals: z.array(shownMarkSchema),
  /** Where marks are dropped criterion by criterion: the scores as given, best first, and the criterion's figure. */
  criteria: z
    .array(
      z.strictObject({
        criterion: z.string(),
        points: figure.nullable(),
        scores: z.array(shownMarkSchema),
      }),
    )
    .optional(),
})

/** A contestant in a reveal of two parts. */
const revealedRowSchema = z.strictObject({
  contestant: z.string(),
  /** By what is shown of everybody: equal figures share it. */
  rank: z.int(),
  /** The sum of `parts`, and of what was `adjusted`. */
  total: figure,
  /** What electorates have added to the total, as far as it is shown; without those that gave no points. */
  parts: z.record(z.string(), figure),
  adjusted: figure.optional(),
  /** All parts are shown: the total is the official one. */
  whole: z.literal(true).optional(),
})

/** A ranking that is revealed in two parts. */
const revealedPartsSchema = z.strictObject({
  /** Electorates whose points everybody is shown from the beginning. */
  first: z.array(z.string()),
  /** How many contestants, from the last by those points up, are shown with the points of the others too. */
  added: z.int(),
  /** To whom they were added last. */
  latest: z.string().optional(),
  /** Best first by what is shown. */
  rows: z.array(revealedRowSchema),
})

const liveRoundSchema = z.strictObject({
  status: z.enum(['waiting', 'open', 'closed', 'sealed', 'published']),
  /** The attempt that is running or, while waiting, the one that comes next. */
  attempt: z.int(),
  /** The attempt before, where it was voided: why, as the organiser gave it to be read by everybody, and when. */
  voided: z.strictObject({ attempt: z.int(), reason: z.string(), at: z.string() }).optional(),
  opensAt: z.string().optional(),
  closesAt: z.string().optional(),
  turnout: turnoutSchema,
  standings: z.array(standingSchema).nullable(),
  more: z.int().optional(),
  /** Who stands in no ranking, below it; with the standings no more than the first 50 rows, `moreUnranked` for the rest. */
  unranked: z.array(z.strictObject({ contestant: z.string(), why: whyUnranked })).optional(),
  moreUnranked: z.int().optional(),
  /** How many places the ranking of a counted round has: fewer than contestants where some are unranked. */
  places: z.int().optional(),
  /** The judges' marks that are shown now, as they were at that time. */
  marks: z
    .strictObject({ contestant: z.string(), at: z.string(), panels: z.array(shownPanelSchema) })
    .optional(),
  /** That the published result follows another that was public before: which version it is, since when, and why. */
  corrected: z.strictObject({ version: z.int(), at: z.string(), reasons: z.array(z.string()) }).optional(),
  /** The round has closed and its ballots are being recounted. */
  sealing: z.literal(true).optional(),
  /** Places shown so far, from the last up; absent when nothing is being revealed. */
  revealed: z.int().optional(),
  /** Judges' points first, the others' added one by one: absent unless the ranking is revealed so. Then no place is out. */
  inParts: revealedPartsSchema.optional(),
  /** Contestants whose comments are released. */
  comments: z.array(z.string()).optional(),
})

/** What the stream overlay can show: the contestant's lower third, the countdown, the tally bar, the judges' marks that are shown, the speaker's clock. */
export const overlayPart = z.enum(['name', 'countdown', 'tally', 'marks', 'speech'])

/**
 * The clock of whoever speaks. `endsAt`: when the part's time is over if the clock stands still no more; while it is paused, as of the
 * beginning of the pause. `running` is false while it is paused, and after its end.
 */
const liveSpeechSchema = z.strictObject({
  contestant: z.string(),
  /** The round whose document sets the time, and the part of the speech there, counted from 1. */
  round: z.string(),
  part: z.int(),
  startedAt: z.string(),
  /** Without the pause that lasts. */
  pausedSeconds: z.number(),
  endsAt: z.string(),
  running: z.boolean(),
  paused: z.strictObject({ since: z.string(), reason: z.string() }).optional(),
  /** Whole seconds spoken, and how many of them above the limit. */
  ended: z.strictObject({ at: z.string(), seconds: z.int(), over: z.int() }).optional(),
})

const onStage = z.strictObject({ contestant: z.string(), since: z.string() })

/** The one small public document that every page polls and every push carries. */
export const liveSchema = z.strictObject({
  contest: z.string(),
  version: z.int(),
  at: z.string(),
  stage: onStage.nullable(),
  /** Who was on stage last, while nobody is. */
  lastOnStage: onStage.optional(),
  speech: liveSpeechSchema.optional(),
  /** What the staff have to say to whoever is on stage. */
  message: z.strictObject({ text: z.string(), since: z.string() }).optional(),
  rounds: z.record(z.string(), liveRoundSchema),
  /** Version at which words of the document were last put right, or a contestant last left a round; absent where neither happened. */
  changed: z.int().optional(),
  /** Who left which rounds before they were opened; absent where nobody did. */
  withdrawn: z.record(z.string(), z.array(z.string())).optional(),
  /** Parts of the stream overlay that the console lets through; absent until it first says so, which means all. */
  overlay: z.array(overlayPart).optional(),
  /** Hash of the log's last event at this version: whoever saw it can tell a log that was written anew. */
  head: z.string(),
})

export const resultSchema = z.strictObject({
  contest: z.string(),
  round: z.string(),
  attempt: z.int(),
  version: z.int(),
  sealedAt: z.string(),
  ballots: turnoutSchema,
  /** Everybody in the round, in running order. */
  contestants: z.array(z.string()),
  standings: z.array(standingSchema),
  /** Who of them stands in no ranking, in running order. */
  unranked: z.array(unrankedSchema).optional(),
  /** Electorates of panels with weight from which nobody has points; all of the round's where it has no ranking. */
  unfilled: z.array(z.string()).optional(),
  /** People on the roster who are excused, where there are any: they are not in the base of a quorum. */
  excused: z.record(z.string(), z.int().min(1)).optional(),
  /** Electorates whose turnout is below their quorum. */
  quorumMissed: z.array(z.string()).optional(),
  /** When the counted ballots came in: per electorate, counts in equal steps of `seconds` from `from` on. Absent in a secret round. */
  arrivals: z
    .strictObject({
      from: z.string(),
      seconds: z.int().min(1),
      counts: z.record(z.string(), z.array(z.int().min(0))),
    })
    .optional(),
  /** The version that this one follows, and why it was counted again. */
  supersedes: z.int().optional(),
  reasons: z.array(z.string()).optional(),
  /** Points that were added or deducted: by whom they were proposed and approved. */
  adjustments: z
    .array(
      z.strictObject({
        contestant: z.string(),
        points: z.string(),
        why: adjustmentWhy,
        reason: z.string(),
        by: z.array(z.string()),
      }),
    )
    .optional(),
  /** Everything that two persons did to the round, in order. */
  actions: z.array(approvedActionSchema).optional(),
  /** Whether an action needs two persons; absent where the contest was defined before there were any. */
  approvals: approvals.optional(),
  book: z.strictObject({ sha256: z.string(), lines: z.int() }),
  log: z.strictObject({ sha256: z.string(), events: z.int() }),
  digest: z.string(),
})

/** One version of a round's result. */
const listedResultSchema = z.strictObject({
  version: z.int(),
  sealedAt: z.string(),
  publishedAt: z.string().optional(),
  digest: z.string(),
  supersedes: z.int().optional(),
  reasons: z.array(z.string()),
})
export const resultsSchema = z.strictObject({ results: z.array(listedResultSchema) })

export type ListedResult = z.infer<typeof listedResultSchema>
export type Standing = z.infer<typeof standingSchema>
export type Unranked = z.infer<typeof unrankedSchema>
export type PanelFigures = Standing['panels'][string]
export type Turnout = z.infer<typeof turnoutSchema>
export type LiveRound = z.infer<typeof liveRoundSchema>
export type RevealedParts = z.infer<typeof revealedPartsSchema>
export type RevealedRow = z.infer<typeof revealedRowSchema>
export type ShownMark = z.infer<typeof shownMarkSchema>
export type ShownPanel = z.infer<typeof shownPanelSchema>
export type LiveMarks = NonNullable<LiveRound['marks']>
export type LiveSpeech = z.infer<typeof liveSpeechSchema>
export type OverlayPart = z.infer<typeof overlayPart>
export type Live = z.infer<typeof liveSchema>
export type Result = z.infer<typeof resultSchema>
