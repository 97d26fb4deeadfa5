import * as z from 'zod'
import { says } from './faults.ts'

/** Points that are added or taken off: a signed decimal such as `-0.05`; plus goes without saying. */
export const points = z.string().regex(/^[-+]?\d{1,9}(\.\d{1,4})?$/, says('not-points'))
