import * as z from 'zod'

/** Whether another device can open the address that is printed: one is asked to, and says so. */

/** What is behind a code to be scanned: a page that reports, and until when it is believed. */
export const reachCheckSchema = z.strictObject({ link: z.string(), until: z.string() })
export const confirmReachSchema = z.strictObject({ check: z.string().min(1).max(100) })
/** That another device opened the printed address, and when. */
export const reachedSchema = z.strictObject({ address: z.string(), at: z.string() })

export type ReachCheck = z.infer<typeof reachCheckSchema>
export type Reached = z.infer<typeof reachedSchema>
