import { print, withoutFlags } from '@/lib/cli/keys/command'
import { env } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { generatePassphrase } from '@/lib/vault/passphrase'

/** `keys init`: makes the keys and registers them. */
export const initCommand = withoutFlags(
  "Create the token key and the vault's key pair, and register them. The passphrase is generated and " +
    'shown once, unless it is configured.',
  init,
)

async function init(): Promise<number> {
  const given = env().VEILGATE_VAULT_PASSPHRASE
  const passphrase = given ?? generatePassphrase()
  const beforeVaultKeys = () => {
    if (given !== undefined) return
    print(`Vault passphrase  ${passphrase}  (shown once: write it down)`)
  }
  const { kid, recipient, vaultKeysMade, auditKey } = await initKeys({
    passphrase,
    beforeVaultKeys,
  })
  print(`Token key  ${kid}`, `Vault key  ${recipient}`, `Files in   ${env().VEILGATE_KEYS_DIR}`)
  if (auditKey !== null) print(`Audit key  ${auditKey}`)
  if (!vaultKeysMade) print('The vault key already existed; its passphrase is unchanged.')
  print(
    '',
    'Back up the files, and keep the passphrase separately: without both, no original can be revealed;',
    'without the token key, equal values no longer get equal tokens.',
  )
  return 0
}
