import * as z from 'zod'
import { id } from './ids.ts'

const finite = z.number().finite()

/** Grades whose share of all marks is looked at. */
export const shareOf = z.array(id).min(1).max(20)

const band = z.strictObject({
  by: z.literal('band'),
  /** In any order; a contestant gets the points of the band with the highest `from` that it reaches. */
  bands: z
    .array(z.strictObject({ from: finite, points: finite }))
    .min(1)
    .max(100),
  /** Bands are of this share in percent, and not of the panel's points. */
  of: z.strictObject({ share: shareOf }).optional(),
  /** Comes before the bands: whoever has this share in percent of such grades, or more, gets these points. */
  unless: z.strictObject({ share: shareOf, atLeast: finite.positive().max(100), points: finite }).optional(),
})

const placeList = z.strictObject({ by: z.literal('place'), points: z.array(finite.min(0)).min(1).max(2_000) })

const placeFull = z.strictObject({
  by: z.literal('place'),
  full: finite.min(0),
  /** `even`: the last of N places has a Nth of `full`; a number: so many percent of `full` less for each place. */
  less: z.union([z.literal('even'), finite.min(0)]),
})

/** How a panel turns its points into others before they are weighted. */
export const convert = z.union([band, placeList, placeFull])

export type Convert = z.infer<typeof convert>
export type BandConvert = z.infer<typeof band>
export type PlaceConvert = Exclude<Convert, BandConvert>
