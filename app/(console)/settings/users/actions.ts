'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { asAsker, type Failed } from '@/app/(console)/asker'
import { addUser, parseEmail } from '@/lib/auth/add-user'
import { endSessions } from '@/lib/auth/end-sessions'
import { removeUser } from '@/lib/auth/remove-user'
import { resetPassword } from '@/lib/auth/reset-password'
import { ROLES } from '@/lib/auth/roles'
import { setRole } from '@/lib/auth/set-role'
import { UserError } from '@/lib/errors'
import { refuseUnlessAdmin } from '@/lib/reveal/asker'
import { recordChange } from '@/lib/reveal/record-change'

type Problem = { kind: 'refused' | 'invalid'; problem: string } | Failed

/** Done; `password` is a generated one, in this answer alone. */
export type UserAnswer = { kind: 'done' } | Problem
export type PasswordAnswer = { kind: 'done'; email: string; password: string } | Problem

/** An address as somebody types it, and one as accounts have it. */
const address = z.string().max(254)
const email = z.email().max(254)
const role = z.enum(ROLES)

/** Makes an account with a generated password. */
export async function addPerson(input: { email: string; role: string }): Promise<PasswordAnswer> {
  return manage(z.object({ email: address, role }), input, (given) => {
    const email = parseEmail(given.email)
    return {
      subject: `add ${email} as ${given.role}`,
      change: async () => {
        const { password } = await addUser({ email, role: given.role })
        return { kind: 'done', email, password }
      },
    }
  })
}

/** Makes a person an admin or an operator. */
export async function changeRole(input: { email: string; role: string }): Promise<UserAnswer> {
  return manage(z.object({ email, role }), input, ({ email, role }) => ({
    subject: `make ${email} ${role}`,
    change: async () => {
      await setRole(email, role)
      return { kind: 'done' }
    },
  }))
}

/** Gives a person a generated password, and ends their sessions. */
export async function renewPassword(input: { email: string }): Promise<PasswordAnswer> {
  return manage(z.object({ email }), input, ({ email }) => ({
    subject: `reset the password of ${email}`,
    change: async () => {
      const { password } = await resetPassword(email)
      return { kind: 'done', email, password }
    },
  }))
}

/** Ends a person's sessions: they sign in again. */
export async function endPersonsSessions(input: { email: string }): Promise<UserAnswer> {
  return manage(z.object({ email }), input, ({ email }) => ({
    subject: `end the sessions of ${email}`,
    change: async () => {
      await endSessions(email)
      return { kind: 'done' }
    },
  }))
}

/** Removes an account; what it did stays in the audit log. */
export async function removePerson(input: { email: string }): Promise<UserAnswer> {
  return manage(z.object({ email }), input, ({ email }) => ({
    subject: `remove ${email}`,
    change: async () => {
      await removeUser(email)
      return { kind: 'done' }
    },
  }))
}

/** Lets admins alone pass, checks what is given, and does it on the record. */
async function manage<Given, Answer>(
  schema: z.ZodType<Given>,
  input: unknown,
  plan: (given: Given) => { subject: string; change: () => Promise<Answer> },
): Promise<Answer | Problem> {
  const answer = await asAsker('manage-users', async (asker): Promise<Answer | Problem> => {
    const refused = await refuseUnlessAdmin(asker, 'manage-users')
    if (refused !== null) return refused
    const given = schema.safeParse(input)
    if (!given.success) return { kind: 'invalid', problem: 'Give an address and a role.' }
    try {
      const { subject, change } = plan(given.data)
      return await recordChange(asker, subject, change)
    } catch (error) {
      if (error instanceof UserError) return { kind: 'invalid', problem: error.message }
      throw error
    }
  })
  revalidatePath('/settings/users')
  return answer
}
