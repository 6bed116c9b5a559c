import { tokenOf } from '@/lib/masking/token'
import type { TokenKey } from '@/lib/masking/token-key'
import type { Login, MaskedLogin, OriginalProperty } from '@/lib/model/login'
import { camelCase } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST, loginField } from '@/lib/model/login-field-list'
import { MASKED_COLUMNS, MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'

/** Masked logins in the order given, and each distinct token's original, still to be sealed. */
export type Masked = { logins: MaskedLogin[]; originals: Map<string, string> }

/**
 * Replaces the personal data of logins by tokens. The one gate from plaintext to masked data:
 * nothing else makes a `MaskedLogin`.
 */
export function maskLogins(key: TokenKey, logins: readonly Login[]): Masked {
  const originals = new Map<string, string>()
  const masked = logins.map((login) => {
    const row: Record<string, unknown> = {}
    for (const property of KEPT) row[property] = login[property]
    for (const { field, original, masked } of MASKED) {
      const value: string | null = login[original]
      row[masked] = null
      // A message may lack an optional one.
      if (value === null) continue
      const token = tokenOf(key, field, value)
      originals.set(token, value)
      row[masked] = token
    }
    return row as MaskedLogin
  })
  return { logins: masked, originals }
}

/** What is no personal data; anything else of a login stays behind. */
const KEPT = LOGIN_FIELD_LIST.filter(
  ({ column, isOfBatch }) => !isOfBatch && !MASKED_COLUMNS.has(column),
).map(({ property }) => property as keyof Login & keyof MaskedLogin)

/** Of each masked field, the property that holds its original, and the one that takes its token. */
const MASKED = MASKED_FIELD_NAMES.map((field) => ({
  field,
  original: camelCase(field) as OriginalProperty,
  masked: loginField(field).property,
}))
