import { createHmac } from 'node:crypto'
import type { TokenKey } from '@/lib/masking/token-key'
import type { MaskedField } from '@/lib/model/masked-fields'
import { formatToken, TOKEN_DIGITS } from '@/lib/model/token'

/**
 * The token of a canonical value: `ip1_<kid>_<32 hex>` or `dv1_<kid>_<32 hex>`, 43 characters.
 * Equal values have equal tokens under the same key; without the key a token tells nothing else.
 */
export function tokenOf(key: TokenKey, field: MaskedField, canonical: string): string {
  const mac = createHmac('sha256', key.fieldKeys[field]).update(canonical).digest('hex')
  return formatToken(field, key.kid, mac.slice(0, TOKEN_DIGITS))
}
