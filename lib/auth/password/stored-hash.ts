import { hashPassword, verifyPassword } from '@/lib/auth/password/hash-password'
import { isOutdatedHash } from '@/lib/auth/password/scrypt-hash'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** The hash of an account's password; null where there is no such account, or it has no password. */
export async function findHash(email: string): Promise<string | null> {
  return (await findCredential(email))?.password ?? null
}

/**
 * Whether a password is the account's after a session was made by it. A reset that is under way is
 * waited for: it either ends that session, or its hash is seen here.
 * @param verified the hash before the password was verified. Another one may be of the same password,
 * made anew at another sign-in.
 */
export async function isStillPassword(
  email: string,
  password: string,
  verified: string | null,
): Promise<boolean> {
  const hash = await findHashAfterReset(email)
  if (hash === null) return false
  if (hash === verified) return true
  return (await verifyPassword({ hash, password })) && isStillPassword(email, password, hash)
}

/** Makes a hash of an older cost anew, now that the password is known for a moment. */
export async function renewHash(email: string, password: string): Promise<void> {
  const account = await findCredential(email)
  if (!account?.password || !isOutdatedHash(account.password)) return
  await database().account.updateMany({
    where: { id: account.id, password: account.password },
    data: { password: await hashPassword(password) },
  })
}

async function findCredential(email: string) {
  return database().account.findFirst({
    where: { providerId: 'credential', user: { email: email.toLowerCase() } },
    select: { id: true, password: true },
  })
}

/** The row's lock waits for a reset that is not committed yet. */
async function findHashAfterReset(email: string): Promise<string | null> {
  const [account] = await transaction(
    (tx) => tx.$queryRaw<{ password: string | null }[]>`
      SELECT account.password FROM accounts AS account JOIN users ON users.id = account.user_id
      WHERE account.provider_id = 'credential' AND users.email = ${email.toLowerCase()}
      FOR SHARE OF account`,
  )
  return account?.password ?? null
}
