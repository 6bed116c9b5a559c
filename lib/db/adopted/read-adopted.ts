import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** What an adopted login holds in the two masked columns. */
export type AdoptedLogin = { id: string; ip: string | null; device: string | null }

/**
 * The next adopted logins, in the order of their ids, that may hold an original; `findOriginal` tells
 * whether they do. Reads the index of those logins alone, however large the table is.
 * @param after the id of the last one read; '0' for the first.
 */
export async function readAdopted(
  after: string,
  limit: number,
  client: Pick<Transaction, '$queryRaw'> = backgroundDatabase(),
): Promise<AdoptedLogin[]> {
  return client.$queryRaw<AdoptedLogin[]>`
    SELECT id::text AS id, masked_ip AS ip, masked_device_id AS device FROM user_logins
    WHERE ${MAY_HOLD_ORIGINALS} AND user_logins.id > ${after}::bigint
    ORDER BY user_logins.id LIMIT ${limit}`
}

/** Whatever `findOriginal` finds matches, in either column, and little else. */
const MAYBE_ORIGINAL = [
  '^[[:space:]]*(',
  // An address, bracketed or percent-encoded: a separator after four digits at most.
  '[[]?[0-9A-Fa-f]{0,4}[.:%]',
  '|[0-9]{3}-[0-9]{2}-[0-9]{4}[[:space:]]*$',
  // Hex of bytes below 0x80, which a digest hardly ever is.
  '|(.[xX])?([02-7][0-9A-Fa-f])+[[:space:]]*$',
  // Base64 of such bytes: each third of them leads a group, and tells.
  '|([C-Za-e][0-9A-Za-z_+/-]{3})*([C-Za-e][0-9A-Za-z_+/-]{1,2})?={0,2}[[:space:]]*$',
  ')',
].join('')

/** Letter for letter the condition of the index `user_logins_adopted_originals`. */
const MAY_HOLD_ORIGINALS = Prisma.raw(
  `batch_id IS NULL AND (masked_ip ~ '${MAYBE_ORIGINAL}' OR masked_device_id ~ '${MAYBE_ORIGINAL}')`,
)
