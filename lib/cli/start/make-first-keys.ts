import { listKeys } from '@/lib/db/vault/key-registry'
import type { Services } from '@/lib/embedded/services'
import { env } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { generatePassphrase } from '@/lib/vault/passphrase'

/**
 * Makes the keys of an embedded database that has none yet, as `npm start` does, so that the first
 * command of a fresh clone may be any. A database of one's own gets its keys by an explicit act.
 */
export async function makeFirstKeys({ postgresFolder }: Services): Promise<void> {
  if (postgresFolder === null || (await listKeys()).length > 0) return
  const given = env().VEILGATE_VAULT_PASSPHRASE
  const passphrase = given ?? generatePassphrase()
  const beforeVaultKeys = () => {
    if (given !== undefined) return
    process.stderr.write(`Vault passphrase  ${passphrase}  (shown once: write it down)\n`)
  }
  const { vaultKeysMade } = await initKeys({ passphrase, beforeVaultKeys })
  if (!vaultKeysMade) {
    process.stderr.write('The vault key already existed; its passphrase is unchanged.\n')
  }
}
