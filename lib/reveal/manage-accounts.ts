import { z } from 'zod'
import { addUser, parseEmail } from '@/lib/auth/add-user'
import { endSessions } from '@/lib/auth/end-sessions'
import { removeUser } from '@/lib/auth/remove-user'
import { resetPassword } from '@/lib/auth/reset-password'
import { setRole } from '@/lib/auth/set-role'
import { UserError } from '@/lib/errors'
import type { Done } from '@/lib/model/action-result'
import { ROLE_NAMES } from '@/lib/model/permissions'
import type { Actor } from '@/lib/reveal/actor'
import { recordChange } from '@/lib/reveal/record-change'
import { type Invalid, recordedVerb } from '@/lib/reveal/recorded-verb'

/** `password` is a generated one, in this outcome alone. */
export type WithPassword = { kind: 'done'; email: string; password: string }

const INCOMPLETE = 'Give an address and a role.'

/** An address as somebody types it, and one as accounts have it. */
const address = z.string({ error: INCOMPLETE }).max(254, { error: INCOMPLETE })
const email = z.email({ error: INCOMPLETE }).max(254, { error: INCOMPLETE })
const role = z.enum(ROLE_NAMES, { error: INCOMPLETE })

/** Makes an account with a generated password. */
export const addAccount = recordedVerb(
  'manage-users',
  z.object({ email: address, role }),
  async (actor, input): Promise<WithPassword | Invalid> =>
    inWords(async () => {
      const email = parseEmail(input.email)
      return recordChange(actor, `add ${email} as ${input.role}`, async () => {
        const { password } = await addUser({ email, role: input.role })
        return { kind: 'done', email, password }
      })
    }),
)

/** Gives an account another role. */
export const changeRole = recordedVerb(
  'manage-users',
  z.object({ email, role }),
  async (actor, { email, role }) =>
    change(actor, `make ${email} ${role}`, () => setRole(email, role)),
)

/** Gives an account a generated password, and ends its sessions. */
export const renewPassword = recordedVerb(
  'manage-users',
  z.object({ email }),
  async (actor, { email }): Promise<WithPassword | Invalid> =>
    inWords(() =>
      recordChange(actor, `reset the password of ${email}`, async () => {
        const { password } = await resetPassword(email)
        return { kind: 'done', email, password }
      }),
    ),
)

/** Ends the sessions of an account: whoever has it signs in again. */
export const endAccountSessions = recordedVerb(
  'manage-users',
  z.object({ email }),
  async (actor, { email }) =>
    change(actor, `end the sessions of ${email}`, async () => {
      await endSessions(email)
    }),
)

/** Removes an account; what it did stays in the reveal log. */
export const removeAccount = recordedVerb(
  'manage-users',
  z.object({ email }),
  async (actor, { email }) => change(actor, `remove ${email}`, () => removeUser(email)),
)

async function change(
  actor: Actor,
  subject: string,
  run: () => Promise<void>,
): Promise<Done | Invalid> {
  return inWords(async () => {
    await recordChange(actor, subject, run)
    return { kind: 'done' }
  })
}

/** What an account cannot be changed for is a value here, with the words of the error. */
async function inWords<Outcome>(run: () => Promise<Outcome>): Promise<Outcome | Invalid> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UserError) return { kind: 'invalid', problem: error.message }
    throw error
  }
}
