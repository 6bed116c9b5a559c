import { z } from 'zod'

const NO_USER_ID = 'That is no user id.'

/** The id of a user as logins have it. */
export const userId = z
  .string({ error: NO_USER_ID })
  .min(1, { error: NO_USER_ID })
  .max(128, { error: NO_USER_ID })
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { error: NO_USER_ID })
