import { lockTurn } from '@/lib/db/advisory-lock'
import type { Transaction } from '@/lib/db/client'

/** One at a time erases, or makes new tokens of the vault's rows: neither brings back the other's. */
export async function lockVault(tx: Transaction): Promise<void> {
  await lockTurn(tx, 'vault')
}
