import { revealDatabase, type Transaction } from '@/lib/db/client'

export type VaultRow = { token: string; dekId: string; sealed: Buffer }
export type DekRow = { dekId: string; recipient: string; sealed: Buffer }

/** The vault's rows of the tokens given, in no order; sealed as they are. */
export async function findVaultEntries(tokens: readonly string[]): Promise<VaultRow[]> {
  const rows = await revealDatabase().vaultEntry.findMany({ where: { token: { in: [...tokens] } } })
  return rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed) }))
}

/** The data encryption keys given, once for each recipient they are sealed to. */
export async function findDeks(
  dekIds: readonly string[],
  client: Pick<Transaction, 'vaultDek'> = revealDatabase(),
): Promise<DekRow[]> {
  const rows = await client.vaultDek.findMany({
    where: { dekId: { in: [...new Set(dekIds)] } },
  })
  return rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed) }))
}
