import { hashOfSecret, newTokenSecret } from '@/lib/auth/api-token/token-secret'
import { createApiToken } from '@/lib/db/api-tokens/create-api-token'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { API_SCOPES, type ApiScope } from '@/lib/model/api-token'
import { insertAccount } from '@/test/support/factories/accounts'

/** Inserts a token of an admin of its own. @returns its id, its owner's, and the header that shows it. */
export async function insertApiToken(scopes: readonly ApiScope[] = API_SCOPES) {
  const ownerId = await insertAccount('admin')
  const secret = newTokenSecret()
  const made = await transaction((tx) =>
    createApiToken(tx, {
      name: 'BI',
      secretHash: hashOfSecret(secret),
      scopes,
      days: 30,
      owner: { id: ownerId, email: `${ownerId}@example.com` },
    }),
  )
  if (made.kind !== 'created') throw new Error('There are too many tokens.')
  return { id: made.id, ownerId, secret, authorization: `Bearer ${secret}` }
}

/** Makes a token one that began long ago and has expired. */
export async function expireApiToken(id: string): Promise<void> {
  await database().$executeRaw`
    UPDATE api_tokens SET created_at = now() - interval '60 days',
      expires_at = now() - interval '1 second' WHERE id = ${id}::uuid`
}
