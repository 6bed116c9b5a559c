import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { MASKED_FIELD_NAMES, MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'

/** What an adopted login holds in the masked columns. */
export type AdoptedLogin = { id: string } & Record<MaskedField, string | null>

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
    SELECT id::text AS id, ${HELD} FROM user_logins
    WHERE ${MAY_HOLD_ORIGINALS} AND user_logins.id > ${after}::bigint
    ORDER BY user_logins.id LIMIT ${limit}`
}

const HELD = Prisma.raw(
  MASKED_FIELD_NAMES.map((field) => `${MASKED_FIELDS[field].column} AS ${field}`).join(', '),
)

/** Whatever `findOriginal` finds matches, in any column, and little else. */
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
  `batch_id IS NULL AND (${MASKED_FIELD_NAMES.map(
    (field) => `${MASKED_FIELDS[field].column} ~ '${MAYBE_ORIGINAL}'`,
  ).join(' OR ')})`,
)
