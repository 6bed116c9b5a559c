import { database } from '@/lib/db/client'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { currentToken } from '@/lib/db/vault/token-alias'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { erasedPrefix, parseToken, tokenHeads } from '@/lib/model/token'

/**
 * What the tokens begin with that somebody looks for by the beginning of one: as it stands, or as
 * it is shown, by the digits behind the id of its key. Text that is an original begins no token.
 */
export async function tokenPrefixes(kind: SharedKind, typed: string): Promise<string[]> {
  if (parseToken(typed) !== null) return [await currentToken(typed)]
  if (typed.includes('_')) return [typed]
  const keys = await database().keyFingerprint.findMany({ where: { kind: 'token' } })
  const { field } = SHARED_TABLES[kind]
  const ofKeys = tokenHeads(field).flatMap((head) =>
    keys.map(({ kid }) => `${head}${kid}_${typed}`),
  )
  return [...ofKeys, `${erasedPrefix(field)}${typed}`]
}
