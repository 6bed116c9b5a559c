'use server'

import { z } from 'zod'
import { NO_INPUT, serverAction } from '@/app/(console)/server-action'
import { dismissPasswordNotice } from '@/lib/auth/accounts/dismiss-password-notice'
import { endOtherSessions, endOwnSession } from '@/lib/auth/session/own-sessions'

const NO_SESSION = 'There is no such session any more.'

/** Ends one of one's own sessions. */
export const endSession = serverAction(
  'end-own-session',
  {
    permission: 'browse',
    input: z.object({ id: z.string({ error: NO_SESSION }).max(64, { error: NO_SESSION }) }),
  },
  async ({ actor }, { id }) =>
    (await endOwnSession(actor.user, id))
      ? { kind: 'done' as const }
      : { kind: 'invalid' as const, problem: NO_SESSION },
)

/** Ends all of one's own sessions but this one. */
export const endAllOtherSessions = serverAction(
  'end-other-sessions',
  { permission: 'browse', input: NO_INPUT },
  async ({ actor }) => {
    await endOtherSessions(actor.user)
    return { kind: 'done' as const }
  },
)

/** Notes that one has seen who reset one's password. */
export const dismissReset = serverAction(
  'dismiss-password-reset',
  { permission: 'browse', input: NO_INPUT },
  async ({ actor }) => {
    await dismissPasswordNotice(actor.user.id)
    return { kind: 'done' as const }
  },
)
