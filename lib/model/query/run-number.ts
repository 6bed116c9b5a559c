import { z } from 'zod'

const PROBLEM = 'is not the number of a run'

/** The number of a run, as it stands in a URL. */
export const runNumberSchema = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, PROBLEM)
  .transform(Number)
  .refine((number) => number <= 0x7fffffff, PROBLEM)
