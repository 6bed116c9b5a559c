import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { createAccount } from '@/lib/auth/accounts/create-account'
import { hashPassword } from '@/lib/auth/password/hash-password'
import { passwordProblem } from '@/lib/auth/password/password-rules'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'
import type { Role } from '@/lib/model/permissions'

type NewUser = {
  email: string
  role: Role
  password?: string | undefined
  /** Whether the password has to be changed at the first sign-in; by default a generated one has to. */
  mustChangePassword?: boolean
}

/**
 * Makes an account. Where no password is given one is generated; it is in the answer alone.
 * @throws UserError where the address is taken or wrong, or the password is too weak.
 */
export async function addUser({
  email,
  role,
  password,
  mustChangePassword = password === undefined,
}: NewUser): Promise<{ password: string }> {
  const address = parseEmail(email)
  const chosen = choosePassword(password, address)
  const passwordHash = await hashPassword(chosen)
  await transaction((tx) =>
    createAccount(tx, { email: address, role, passwordHash, mustChangePassword }),
  )
  return { password: chosen }
}

/** An address as accounts keep it. @throws UserError where it is none. */
export function parseEmail(email: string): string {
  const parsed = z.email().max(254).safeParse(email.trim().toLowerCase())
  if (parsed.success) return parsed.data
  throw new UserError('That is no e-mail address.')
}

/** The given password, if it is good enough, else a generated one. @throws UserError saying why not. */
export function choosePassword(given: string | undefined, email: string): string {
  if (given === undefined) return generatePassword()
  const problem = passwordProblem(given, email)
  if (problem !== undefined) throw new UserError(problem)
  return given
}

/** Four groups of five, about 99 bits; without letters that look alike. */
function generatePassword(): string {
  const group = () =>
    Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return [group(), group(), group(), group()].join('-')
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
