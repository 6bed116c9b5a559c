import { type KeyKind, listKeys, registerKeys } from '@/lib/db/key-registry'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { keyFileExists } from '@/lib/key-file'
import { createTokenKey, loadTokenKey, tokenKeyPath } from '@/lib/masking/token-key'
import { createVaultKeys, loadVaultPublicKey, vaultPublicKeyPath } from '@/lib/vault/vault-keys'

export type InitialKeys = {
  kid: string
  recipient: string
  /** False where the vault's key files were there already: their passphrase stays what it was. */
  vaultKeysMade: boolean
}

/**
 * Makes the token key and the vault's key pair, and registers their fingerprints. Key files that
 * are there already are registered as they are: a new database may be filled with known keys.
 * @param passphrase wraps a new private key; show or keep it before, in case this is cut off.
 * @throws UserError where the database knows keys already, or a file is there that must not be
 *   overwritten.
 */
export async function initKeys({ passphrase }: { passphrase: string }): Promise<InitialKeys> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const known = (await listKeys()).filter((key) => key.state === 'active')
  if (known.length > 0) {
    const names = known.map((key) => `${key.kind} ${key.fp}`).join(', ')
    throw new UserError(`This database has its keys already (${names}). Nothing was changed.`)
  }
  const tokenKey = (await keyFileExists(tokenKeyPath(keysDir)))
    ? await loadTokenKey(keysDir)
    : await createTokenKey(keysDir)
  const vaultKeysMade = !(await keyFileExists(vaultPublicKeyPath(keysDir)))
  const { recipient } = vaultKeysMade
    ? await createVaultKeys(keysDir, passphrase)
    : await loadVaultPublicKey(keysDir)
  const kinds: { kind: KeyKind; kid: string; fp: string }[] = [
    { kind: 'token', kid: tokenKey.kid, fp: tokenKey.fp },
    { kind: 'vault', kid: recipient, fp: recipient },
  ]
  await registerKeys(kinds)
  return { kid: tokenKey.kid, recipient, vaultKeysMade }
}
