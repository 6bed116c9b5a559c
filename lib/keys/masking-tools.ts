import { keysEpoch, listActiveKeys, type RegisteredKey } from '@/lib/db/vault/key-registry'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import { loadTokenKeys, type TokenKey } from '@/lib/masking/token-key'
import { type Sealer, sealTo } from '@/lib/vault/seal'
import { loadVaultPublicKeys, type VaultPublicKey } from '@/lib/vault/vault-public-keys'

/** What it takes to mask: the token key, and a way to seal that cannot open. */
export type MaskingTools = Loaded & {
  /** Loads the keys anew, after the registry has changed. @throws UserError as `loadMaskingTools`. */
  refresh(): Promise<void>
}

type Loaded = {
  tokenKey: TokenKey
  sealerFor: (values: number) => Promise<Sealer>
  /** The registry's state that these keys were held against. */
  keysEpoch: string
}

/**
 * Loads the keys and holds them against the database's registry.
 * @throws UserError where a key is missing or damaged, or where the token key is not the one that
 *   masked the rows already here: its tokens would silently split equal values.
 */
export async function loadMaskingTools(): Promise<MaskingTools> {
  const tools: MaskingTools = {
    ...(await load()),
    refresh: async () => void Object.assign(tools, await load()),
  }
  return tools
}

async function load(): Promise<Loaded> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const tokenKeys = await loadTokenKeys(keysDir)
  const publicKeys = await loadVaultPublicKeys(keysDir)
  const active = await listActiveKeys()
  const tokenKey = tokenKeys.find(({ fp }) => isActive(active, 'token', fp))
  const recipients = publicKeys.filter(({ recipient }) => isActive(active, 'vault', recipient))
  if (tokenKey === undefined) {
    throw foreign('token', tokenKeys[0]?.fp, active, keysDir)
  }
  if (recipients.length === 0) {
    throw foreign('vault', publicKeys[0]?.recipient, active, keysDir)
  }
  warnOfMissing(recipients, active)
  return { tokenKey, sealerFor: sealTo(recipients), keysEpoch: keysEpoch(active) }
}

function isActive(active: readonly RegisteredKey[], kind: string, fp: string): boolean {
  return active.some((key) => key.kind === kind && key.fp === fp)
}

function foreign(
  kind: 'token' | 'vault',
  fp: string | undefined,
  active: readonly RegisteredKey[],
  keysDir: string,
): UserError {
  const known = active.filter((key) => key.kind === kind).map((key) => key.fp)
  if (known.length === 0) {
    return new UserError(
      `The database knows no ${kind} key yet. Register the keys of ${keysDir} with: npm run keys -- init`,
    )
  }
  return new UserError(
    `The ${kind} key in ${keysDir} (${fp}) is not the one this database was filled with (${known.join(', ')}). ` +
      'Point VEILGATE_KEYS_DIR at the right keys; nothing was ingested.',
  )
}

/** What is sealed here opens for those whose key is here; `keys -- rewrap` makes up for it. */
function warnOfMissing(recipients: readonly VaultPublicKey[], active: readonly RegisteredKey[]) {
  const here = recipients.map(({ recipient }) => recipient)
  const missing = active.filter(({ kind, fp }) => kind === 'vault' && !here.includes(fp))
  if (missing.length === 0) return
  log.warn('keys.recipient-missing', { recipients: missing.map(({ fp }) => fp).join(', ') })
}
