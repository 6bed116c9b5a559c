import { type KeyKind, listKeys, registerKeys } from '@/lib/db/vault/key-registry'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { findOrMakeAuditKey } from '@/lib/keys/audit-key'
import { isGiven } from '@/lib/keys/find-keys'
import { keyFileExists } from '@/lib/keys/key-file'
import { createTokenKey, loadTokenKeys, type TokenKey, tokenKeyPath } from '@/lib/masking/token-key'
import { createVaultKeys } from '@/lib/vault/create-vault-keys'
import { loadVaultPublicKeys, vaultPublicKeyPath } from '@/lib/vault/vault-public-keys'

export type InitialKeys = {
  kid: string
  recipient: string
  /** False where the vault's key files were there already: their passphrase stays what it was. */
  vaultKeysMade: boolean
  /** Names the key that signs the reveal log; null where all keys are handed in by value. */
  auditKey: string | null
}

type Asked = {
  /** Wraps a new private key; show or keep it before that is made, in case this is cut off. */
  passphrase: string
  /** Called just before. */
  beforeVaultKeys?: () => void
}

/**
 * Makes the token key, the vault's key pair and the audit key, and registers the fingerprints of the
 * former. Key files that are there already are registered as they are: a new database may be filled
 * with known keys.
 * @throws UserError where the database knows keys already, or a file is there that must not be
 *   overwritten.
 */
export async function initKeys({ passphrase, beforeVaultKeys }: Asked): Promise<InitialKeys> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const known = (await listKeys()).filter((key) => key.state === 'active')
  if (known.length > 0) {
    const names = known.map((key) => `${key.kind} ${key.fp}`).join(', ')
    throw new UserError(`This database has its keys already (${names}). Nothing was changed.`)
  }
  const tokenKey = await findOrMakeTokenKey(keysDir)
  const vaultKeysMade =
    !isGiven('VEILGATE_VAULT_PUBLIC_KEY') && !(await keyFileExists(vaultPublicKeyPath(keysDir)))
  if (vaultKeysMade) beforeVaultKeys?.()
  const publicKeys = vaultKeysMade
    ? [await createVaultKeys(keysDir, passphrase)]
    : await loadVaultPublicKeys(keysDir)
  const kinds: { kind: KeyKind; kid: string; fp: string }[] = [
    { kind: 'token', kid: tokenKey.kid, fp: tokenKey.fp },
    ...publicKeys.map(({ recipient }) => ({
      kind: 'vault' as const,
      kid: recipient.slice(0, 12),
      fp: recipient,
    })),
  ]
  await registerKeys(kinds)
  const auditKey = await makeAuditKey(keysDir)
  const recipient = publicKeys.map((key) => key.recipient).join(', ')
  return { kid: tokenKey.kid, recipient, vaultKeysMade, auditKey }
}

/** Where all keys are handed in by value, their folder may be one that nothing can be written to. */
async function makeAuditKey(keysDir: string): Promise<string | null> {
  const given = isGiven('VEILGATE_TOKEN_KEY') && isGiven('VEILGATE_VAULT_PUBLIC_KEY')
  return given ? null : (await findOrMakeAuditKey(keysDir)).id
}

async function findOrMakeTokenKey(keysDir: string): Promise<TokenKey> {
  const path = tokenKeyPath(keysDir)
  const isThere = isGiven('VEILGATE_TOKEN_KEY') || (await keyFileExists(path))
  if (!isThere) return createTokenKey(path)
  const [key] = await loadTokenKeys(keysDir)
  return key as TokenKey
}
