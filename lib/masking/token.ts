import { createHmac } from 'node:crypto'
import type { TokenField, TokenKey } from '@/lib/masking/token-key'

const PREFIX: Record<TokenField, string> = { ip: 'ip1', device_id: 'dv1' }

/**
 * The token of a canonical value: `ip1_<kid>_<32 hex>` or `dv1_<kid>_<32 hex>`, 43 characters.
 * Equal values have equal tokens under the same key; without the key a token tells nothing else.
 */
export function tokenOf(key: TokenKey, field: TokenField, canonical: string): string {
  const mac = createHmac('sha256', key.fieldKeys[field]).update(canonical).digest('hex')
  return `${PREFIX[field]}_${key.kid}_${mac.slice(0, 32)}`
}
