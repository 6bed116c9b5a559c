import { z } from 'zod'
import { parseEmail } from '@/lib/auth/accounts/add-user'
import { endSessions } from '@/lib/auth/accounts/end-sessions'
import { findRole } from '@/lib/auth/accounts/find-role'
import { inviteUser } from '@/lib/auth/accounts/invite-user'
import { removeUser } from '@/lib/auth/accounts/remove-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { replacePasswordByLink } from '@/lib/auth/password/reset-password'
import { UserError } from '@/lib/errors'
import type { Done } from '@/lib/model/answers/action-result'
import { can, ROLE_NAMES, type Role } from '@/lib/model/permissions'
import type { Actor } from '@/lib/reveal/actor'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { changeOf, recordChange } from '@/lib/reveal/record-change'
import { type Invalid, recordedVerb } from '@/lib/reveal/recorded-verb'
import type { Denial } from '@/lib/reveal/request'
import {
  type Confirmed,
  confirmActor,
  confirmByPassphrase,
  type NotConfirmed,
} from '@/lib/reveal/step-up'

/** `path` is of the page where the person chooses a password, with its secret, in this outcome alone. */
export type WithLink = { kind: 'done'; email: string; path: string }

/** What keeps a change of people from being made. */
export type Unchanged = Invalid | NotConfirmed | Denial

const INCOMPLETE = 'Give an address and a role.'

/** An address as somebody types it, and one as accounts have it. */
const address = z.string({ error: INCOMPLETE }).max(254, { error: INCOMPLETE })
const email = z.email({ error: INCOMPLETE }).max(254, { error: INCOMPLETE })
const role = z.enum(ROLE_NAMES, { error: INCOMPLETE })
const passphrase = optionalPassphrase

/** Makes an account whose password its owner chooses by a link; for an admin, with the passphrase. */
export const addAccount = recordedVerb(
  'manage-users',
  z.object({ email: address, role, passphrase }),
  async (actor, input): Promise<WithLink | Unchanged> =>
    problemAsOutcome(async () => {
      const email = parseEmail(input.email)
      const subject = `add ${email} as ${input.role}`
      return change(actor, subject, await confirmRole(actor, subject, input), async () => {
        const { path } = await inviteUser({ email, role: input.role }, actor.user)
        return { kind: 'done', email, path }
      })
    }),
)

/** Gives an account another role; for an admin's, with the passphrase. */
export const changeRole = recordedVerb(
  'manage-users',
  z.object({ email, role, passphrase }),
  async (actor, input): Promise<Done | Unchanged> =>
    problemAsOutcome(async () => {
      const subject = `make ${input.email} ${input.role}`
      return change(actor, subject, await confirmRole(actor, subject, input), async () => {
        await setRole(input.email, input.role, actor.user)
        return DONE
      })
    }),
)

/** Takes an account's password away for a link to choose another; an admin's, with the passphrase. */
export const renewPassword = recordedVerb(
  'manage-users',
  z.object({ email, passphrase }),
  async (actor, { email, passphrase }): Promise<WithLink | Unchanged> =>
    problemAsOutcome(async () => {
      const subject = `reset the password of ${email}`
      const asked = { role: await findRole(email), passphrase }
      return change(actor, subject, await confirmRole(actor, subject, asked), async () => ({
        kind: 'done',
        email,
        path: await replacePasswordByLink(email, actor.user, asked.role),
      }))
    }),
)

/** Ends the sessions of an account: whoever has it signs in again. */
export const endAccountSessions = recordedVerb(
  'manage-users',
  z.object({ email }),
  async (actor, { email }): Promise<Done | Unchanged> =>
    problemAsOutcome(() =>
      change(actor, `end the sessions of ${email}`, { kind: 'confirmed' }, async () => {
        await endSessions(email)
        return DONE
      }),
    ),
)

/** Removes an account; what it did stays in the reveal log. It cannot be undone, so it is confirmed. */
export const removeAccount = recordedVerb(
  'manage-users',
  z.object({ email, passphrase }),
  async (actor, { email, passphrase }): Promise<Done | Unchanged> =>
    problemAsOutcome(async () => {
      const subject = `remove ${email}`
      const confirmed = await confirmActor(actor, changeOf(subject), passphrase)
      return change(actor, subject, confirmed, async () => {
        await removeUser(email)
        return DONE
      })
    }),
)

const DONE: Done = { kind: 'done' }

/** Whoever may reveal may try passphrases: making one more of them takes the passphrase itself. */
async function confirmRole(
  actor: Actor,
  subject: string,
  { role, passphrase }: { role: Role; passphrase: string },
): Promise<Confirmed | NotConfirmed | Denial> {
  const isPowerful = can({ role }, 'reveal') || can({ role }, 'manage-users')
  return isPowerful
    ? confirmByPassphrase(actor, changeOf(subject), passphrase)
    : { kind: 'confirmed' }
}

async function change<Outcome>(
  actor: Actor,
  subject: string,
  confirmed: Confirmed | NotConfirmed | Denial,
  run: () => Promise<Outcome>,
): Promise<Outcome | NotConfirmed | Denial> {
  if (confirmed.kind !== 'confirmed') return confirmed
  return recordChange(actor, subject, run, confirmed.requestId)
}

/** What an account cannot be changed for is a value here, with the words of the error. */
async function problemAsOutcome<Outcome>(run: () => Promise<Outcome>): Promise<Outcome | Invalid> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UserError) return { kind: 'invalid', problem: error.message }
    throw error
  }
}
