'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { asAsker, type Failed, recordDone } from '@/app/(console)/asker'
import { addUser, parseEmail } from '@/lib/auth/add-user'
import { endSessions } from '@/lib/auth/end-sessions'
import { removeUser } from '@/lib/auth/remove-user'
import { resetPassword } from '@/lib/auth/reset-password'
import { ROLES } from '@/lib/auth/roles'
import { setRole } from '@/lib/auth/set-role'
import { UserError } from '@/lib/errors'
import { refuseUnlessAdmin } from '@/lib/reveal/asker'

type Problem = { kind: 'refused' | 'invalid'; problem: string } | Failed

/** Done; `password` is a generated one, in this answer alone. */
export type UserAnswer = { kind: 'done' } | Problem
export type PasswordAnswer = { kind: 'done'; email: string; password: string } | Problem

const email = z.string().max(254)
const role = z.enum(ROLES)

/** Makes an account with a generated password. */
export async function addPerson(input: { email: string; role: string }): Promise<PasswordAnswer> {
  return manage(z.object({ email, role }), input, async (given) => {
    const address = parseEmail(given.email)
    const { password } = await addUser({ email: address, role: given.role })
    const subject = `added ${address} as ${given.role}`
    return { subject, answer: { kind: 'done', email: address, password } }
  })
}

/** Makes a person an admin or an operator. */
export async function changeRole(input: { email: string; role: string }): Promise<UserAnswer> {
  return manage(z.object({ email, role }), input, async (given) => {
    await setRole(given.email, given.role)
    return { subject: `made ${given.email} ${given.role}`, answer: { kind: 'done' } }
  })
}

/** Gives a person a generated password, and ends their sessions. */
export async function renewPassword(input: { email: string }): Promise<PasswordAnswer> {
  return manage(z.object({ email }), input, async (given) => {
    const { password } = await resetPassword(given.email)
    const answer = { kind: 'done' as const, email: given.email, password }
    return { subject: `reset the password of ${given.email}`, answer }
  })
}

/** Ends a person's sessions: they sign in again. */
export async function endPersonsSessions(input: { email: string }): Promise<UserAnswer> {
  return manage(z.object({ email }), input, async (given) => {
    await endSessions(given.email)
    return { subject: `ended the sessions of ${given.email}`, answer: { kind: 'done' } }
  })
}

/** Removes an account; what it did stays in the audit log. */
export async function removePerson(input: { email: string }): Promise<UserAnswer> {
  return manage(z.object({ email }), input, async (given) => {
    await removeUser(given.email)
    return { subject: `removed ${given.email}`, answer: { kind: 'done' } }
  })
}

/** Lets admins alone pass, checks what is given, does it, and records it. */
async function manage<Given, Answer>(
  schema: z.ZodType<Given>,
  input: unknown,
  act: (given: Given) => Promise<{ subject: string; answer: Answer }>,
): Promise<Answer | Problem> {
  const answer = await asAsker('manage-users', async (asker): Promise<Answer | Problem> => {
    const refused = await refuseUnlessAdmin(asker, 'manage-users')
    if (refused !== null) return refused
    const given = schema.safeParse(input)
    if (!given.success) return { kind: 'invalid', problem: 'Give an address and a role.' }
    try {
      const done = await act(given.data)
      await recordDone(asker, 'manage-users', done.subject.slice(0, 256))
      return done.answer
    } catch (error) {
      if (error instanceof UserError) return { kind: 'invalid', problem: error.message }
      throw error
    }
  })
  revalidatePath('/settings/users')
  return answer
}
