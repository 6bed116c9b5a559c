import { z } from 'zod'

/**
 * The vault's passphrase as somebody gives it. What cannot be one is a wrong one: it counts as an
 * attempt, as any other guess does.
 */
export const passphrase = z.string().catch('')

/** The same where it may be left out, as after a recent sign-in: an empty one was not given. */
export const optionalPassphrase = z
  .string()
  .optional()
  .catch('')
  .transform((given = '') => given)
