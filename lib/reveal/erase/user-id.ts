import { z } from 'zod'
import { isUserId } from '@/lib/model/user-id'

const NO_USER_ID = 'That is no user id.'

/** The id of a user as logins have it. */
export const userId = z
  .string({ error: NO_USER_ID })
  .min(1, { error: NO_USER_ID })
  .refine(isUserId, { error: NO_USER_ID })
