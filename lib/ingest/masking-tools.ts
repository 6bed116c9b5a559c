import { findActiveKey } from '@/lib/db/key-registry'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { loadTokenKey, type TokenKey } from '@/lib/masking/token-key'
import { type Sealer, sealTo } from '@/lib/vault/seal'
import { loadVaultPublicKey } from '@/lib/vault/vault-keys'

/** What it takes to mask: the token key, and a way to seal that cannot open. */
export type MaskingTools = { tokenKey: TokenKey; sealerFor: (values: number) => Promise<Sealer> }

/**
 * Loads the keys and holds them against the database's registry.
 * @throws UserError where a key is missing or damaged, or where the token key is not the one that
 *   masked the rows already here: its tokens would silently split equal values.
 */
export async function loadMaskingTools(): Promise<MaskingTools> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const tokenKey = await loadTokenKey(keysDir)
  const publicKey = await loadVaultPublicKey(keysDir)
  await requireRegistered('token', tokenKey.fp, keysDir)
  await requireRegistered('vault', publicKey.recipient, keysDir)
  return { tokenKey, sealerFor: sealTo(publicKey) }
}

async function requireRegistered(kind: 'token' | 'vault', fp: string, keysDir: string) {
  const active = await findActiveKey(kind)
  if (active === null) {
    throw new UserError(
      `The database knows no ${kind} key yet. Register the keys of ${keysDir} with: npm run keys -- init`,
    )
  }
  if (active.fp !== fp) {
    throw new UserError(
      `The ${kind} key in ${keysDir} (${fp}) is not the one this database was filled with (${active.fp}). ` +
        'Point VEILGATE_KEYS_DIR at the right keys; nothing was ingested.',
    )
  }
}
