import { z } from 'zod'
import {
  isKeepMonths,
  MAX_KEEP_MONTHS,
  MIN_KEEP_MONTHS,
  RETENTION_KINDS,
} from '@/lib/model/retention/retention-kinds'

const BOUNDS = `Give a whole number from ${MIN_KEEP_MONTHS} to ${MAX_KEEP_MONTHS}.`

export const RETENTION_SETTING = z.object({
  kind: z.enum(RETENTION_KINDS, { error: 'There is no retention setting for that.' }),
  /** Null keeps everything. */
  keepMonths: z
    .number({ error: BOUNDS })
    .nullable()
    .refine((months) => isKeepMonths(months), BOUNDS),
})
