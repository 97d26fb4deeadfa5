import * as z from 'zod'
import { convert, shareOf } from './convert.ts'
import { approvals } from './actions.ts'
import { says } from './faults.ts'
import { contestId, id, line } from './ids.ts'
import { gradeLimits, totalLimits, wholeness } from './limits.ts'
import { tieBreak } from './tie-break.ts'

/** The contest document: who competes, who votes, in which rounds, and how each round is counted. */

const finite = z.number().finite()
const share = z.string().regex(/^(\d{1,3}(\.\d+)?%|\d{1,9}\/[1-9]\d{0,8})$/, says('not-a-share'))

const choose = z.strictObject({
  kind: z.literal('choose'),
  min: z.int().min(0).optional(),
  max: z.int().min(1),
  measure: z.enum(['percent', 'votes']).optional(),
  base: z.enum(['cast', 'eligible']).optional(),
})

const grade = z.strictObject({
  kind: z.literal('grade'),
  grades: z
    .array(z.strictObject({ id, name: line, value: finite.nullable() }))
    .min(1)
    .max(20),
  measure: z.union([z.literal('mean'), z.strictObject({ share: shareOf })]).optional(),
  ...wholeness,
  limits: gradeLimits.optional(),
})

const criterion = z.strictObject({
  id,
  name: line,
  min: finite.optional(),
  max: finite,
  step: finite.positive().optional(),
  factor: finite.optional(),
})

const score = z.strictObject({
  kind: z.literal('score'),
  criteria: z.array(criterion).min(1).max(30),
  drop: z
    .strictObject({ high: z.int().min(0), low: z.int().min(0), atLeast: z.int().min(1).optional() })
    .optional(),
  per: z.enum(['total', 'criterion']).optional(),
  ...wholeness,
  limits: totalLimits.optional(),
})

const rank = z.strictObject({
  kind: z.literal('rank'),
  points: z.array(finite.min(0)).min(1).max(100),
  measure: z.enum(['sum', 'percent']).optional(),
})

const panel = z.strictObject({
  electorate: id,
  weight: finite.min(0).optional(),
  ballot: z.discriminatedUnion('kind', [choose, grade, score, rank]),
  /** The share of the base that must have cast: so much, or more than so much. Rows that are excused are not in the base. */
  quorum: z
    .strictObject({
      atLeast: share.optional(),
      over: share.optional(),
      of: z.enum(['eligible', 'present']).optional(),
    })
    .optional(),
  /**
   * A voter whose unit is the unit, the group or the name of a contestant gives it no mark; rows of the roster name further ones. Without
   * anything to match, the roster alone says who is recused where.
   */
  recuse: z.strictObject({ match: z.array(z.enum(['unit', 'group', 'name'])).max(3) }).optional(),
  /** Its points become others before they are weighted. */
  convert: convert.optional(),
})

/** What the best of a ranking are called: those whose total is at least `from`, at most so many, or such a share of all who are ranked. */
const award = z.strictObject({
  id,
  name: line,
  from: finite.optional(),
  most: z.union([z.int().min(1), share]).optional(),
  /** Of equals across the limit none gets it unless `all` do. */
  ties: z.enum(['none', 'all']).optional(),
})

/** One part of a speech: how many seconds it may take, and with how many left the speaker is warned. */
const speechPart = z.strictObject({
  name: line,
  seconds: z.int().min(1).max(86_400),
  warn: z.array(z.int().min(1)).max(10).optional(),
})

/** Points that may be added to a total or taken from it. What overtime costs is taken away, whichever sign it is written with. */
const adjust = z.strictObject({
  /** `limit`: seconds a speech may take; of `steps` the last counts whose `over`, seconds above it, is reached. */
  overtime: z
    .strictObject({
      limit: z.int().min(1).max(86_400),
      under: z.strictObject({ below: z.int().min(1).max(86_400), points: finite }).optional(),
      steps: z
        .array(z.strictObject({ over: z.int().min(1).max(86_400), points: finite }))
        .min(1)
        .max(50),
    })
    .optional(),
  /** The most that one contestant may be given, or lose, altogether. */
  bonus: z.strictObject({ most: finite.positive() }).optional(),
  deduct: z.strictObject({ most: finite.positive() }).optional(),
})

const round = z.strictObject({
  id,
  title: line,
  group: id.optional(),
  contestants: z.array(id).max(2_000).optional(),
  panels: z.array(panel).min(1).max(20),
  secret: z.boolean().optional(),
  revisable: z.boolean().optional(),
  /** Never before the seal where the round is secret, and therefore not `live` there. */
  figures: z.enum(['live', 'closed', 'published']).optional(),
  seconds: z.int().min(1).max(86_400).optional(),
  ties: z.array(tieBreak).max(20).optional(),
  /** `name`: what the organiser calls it, such as 晋级 or 前三名. */
  cut: z
    .strictObject({ top: z.int().min(1), ties: z.enum(['all', 'decide']), name: line.optional() })
    .optional(),
  awards: z.array(award).max(20).optional(),
  /** The judges' marks of a contestant may be shown while the round goes on, once so many judges have sent theirs. */
  showMarks: z.strictObject({ atLeast: z.int().min(1).max(1_000) }).optional(),
  /** How long each contestant may speak, part by part. */
  speech: z.strictObject({ parts: z.array(speechPart).min(1).max(20) }).optional(),
  adjust: adjust.optional(),
})

const electorate = z.strictObject({
  id,
  name: line,
  role: z.enum(['judge', 'voter']),
  admission: z.enum(['code', 'open']).optional(),
  oneDevice: z.boolean().optional(),
})

const contestant = z.strictObject({
  id,
  name: line,
  unit: line.optional(),
  presenter: line.optional(),
  group: id.optional(),
  highlights: z.string().max(2_000).optional(),
})

export const contestSchema = z.strictObject({
  id: contestId,
  title: line,
  organiser: line.optional(),
  language: z.enum(['zh-CN', 'en']).optional(),
  decimals: z.literal([0, 1, 2, 3, 4]).optional(),
  stream: z
    .strictObject({
      kind: z.enum(['hls', 'iframe', 'none']),
      url: z.string().max(2_000).optional(),
      poster: z.string().max(2_000).optional(),
    })
    .optional(),
  /** The contest's own colour, dark enough to be read on white and paper, and its sign beside the title. */
  look: z
    .strictObject({
      accent: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, says('not-a-colour'))
        .optional(),
      logo: z.string().max(20_000).optional(),
    })
    .optional(),
  /** Whether released comments carry the judges' names; they do not unless the contest says so. */
  namedComments: z.boolean().optional(),
  /** Whether an action needs two persons (the default), or one may propose and approve it. */
  approvals: approvals.optional(),
  electorates: z.array(electorate).min(1).max(20),
  groups: z
    .array(z.strictObject({ id, name: line }))
    .max(200)
    .optional(),
  contestants: z.array(contestant).min(1).max(2_000),
  rounds: z.array(round).min(1).max(200),
})

export type Contest = z.infer<typeof contestSchema>
export type Round = Contest['rounds'][number]
export type Panel = Round['panels'][number]
export type Adjust = NonNullable<Round['adjust']>
export type SpeechPart = NonNullable<Round['speech']>['parts'][number]
export type TieBreak = NonNullable<Round['ties']>[number]
export type Electorate = Contest['electorates'][number]
export type Contestant = Contest['contestants'][number]
export type BallotRule = Panel['ballot']
export type BallotRuleOf<Kind extends BallotRule['kind']> = Extract<BallotRule, { kind: Kind }>
