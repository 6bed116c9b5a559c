import { z } from 'zod'
import { cursorParam, runNumber } from '@/app/(console)/search-params'

/** The URL of the logins: every part optional. More filters join here. */
export const loginsSearch = z.object({
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** A device type. Text that Postgres cannot hold is no device type. */
  type: z
    .string()
    .min(1)
    .max(32)
    .refine((text) => !text.includes('\0') && text.isWellFormed())
    .optional(),
  run: runNumber.optional(),
  at: cursorParam.optional(),
})
