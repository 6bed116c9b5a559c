import { z } from 'zod'

/**
 * The vault's passphrase as somebody gives it. What cannot be one is a wrong one: it counts as an
 * attempt, as any other guess does.
 */
export const passphrase = z.string().catch('')
