'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { clientAddress } from '@/lib/auth/client-address'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'
import { setPasswordByLink } from '@/lib/auth/password/set-password-link'
import { failureSentence } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import { parseInput } from '@/lib/parse-input'

const INCOMPLETE = 'Enter a password.'
const NO_LINK = 'This link is no longer valid. Ask an admin for a new one.'

const inputSchema = z.object({
  token: z.string({ error: NO_LINK }).max(64, { error: NO_LINK }),
  password: z
    .string({ error: INCOMPLETE })
    .min(1, { error: INCOMPLETE })
    .max(PASSWORD_LENGTH.max, { error: INCOMPLETE }),
})

/**
 * Sets a password by a link. Open to everybody: whoever has the link's secret of 256 bits may, once,
 * and nothing is hashed before that is known.
 */
export async function setPassword(
  given: z.input<typeof inputSchema>,
): Promise<ActionResult<Done | { kind: 'weak' | 'no-link'; problem: string }>> {
  try {
    const parsed = parseInput(inputSchema, given)
    if (parsed.kind !== 'parsed') return parsed
    const outcome = await setPasswordByLink(parsed.input.token, parsed.input.password)
    if (outcome.kind === 'weak') return outcome
    if (outcome.kind === 'no-link') return { kind: 'no-link', problem: NO_LINK }
    const { userId } = outcome
    const fields = { userId, change: 'password-by-link' }
    log.info('users.changed', { ...fields, clientAddress: clientAddress(await headers()) })
    return { kind: 'done' }
  } catch (error) {
    log.error('set-password.failed', {}, error)
    return { kind: 'failed', problem: failureSentence(error) }
  }
}
