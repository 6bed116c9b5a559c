'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { clientAddress } from '@/lib/auth/client-address'
import { currentUser } from '@/lib/auth/current-user'
import { type ChangePassword, changePassword } from '@/lib/auth/password/change-password'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'
import { failureSentence } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ActionResult } from '@/lib/model/answers/action-result'
import { parseInput } from '@/lib/parse-input'

const INCOMPLETE = 'Enter your current password and a new one.'
const password = z
  .string({ error: INCOMPLETE })
  .min(1, { error: INCOMPLETE })
  .max(PASSWORD_LENGTH.max, { error: INCOMPLETE })
const inputSchema = z.object({ current: password, next: password })

/**
 * Replaces the password of whoever asks. It authorises by itself: it is the one action that is open
 * to somebody who has to change their password first.
 */
export async function changeOwnPassword(
  given: z.input<typeof inputSchema>,
): Promise<ActionResult<ChangePassword>> {
  try {
    const user = await currentUser()
    if (user === null) return { kind: 'signed-out', problem: 'You are no longer signed in.' }
    const parsed = parseInput(inputSchema, given)
    if (parsed.kind !== 'parsed') return parsed
    const { current, next } = parsed.input
    const outcome = await changePassword(user, current, next)
    const fields = { by: user.id, userId: user.id, clientAddress: clientAddress(await headers()) }
    if (outcome.kind === 'done') log.info('users.changed', { ...fields, change: 'own-password' })
    return outcome
  } catch (error) {
    log.error('change-password.failed', {}, error)
    return { kind: 'failed', problem: failureSentence(error) }
  }
}
