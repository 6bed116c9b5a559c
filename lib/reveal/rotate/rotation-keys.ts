import { rename } from 'node:fs/promises'
import { listActiveKeys } from '@/lib/db/vault/key-registry'
import { beginRotation, findRotation, type Rotation } from '@/lib/db/vault/rotation-state'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { isGiven } from '@/lib/keys/find-keys'
import { keyFileExists, readPrivateFile, replaceKeyFile } from '@/lib/keys/key-file'
import {
  createTokenKey,
  loadTokenKeys,
  nextTokenKeyPath,
  retiredTokenKeyPath,
  type TokenKey,
  tokenKeyPath,
} from '@/lib/masking/token-key'
import { sealTo } from '@/lib/vault/seal'
import { loadVaultPublicKeys } from '@/lib/vault/vault-public-keys'

/**
 * Puts the new key where the old one was, once nothing needs the old one. Also for a rotation that
 * was killed after its last step in the database.
 */
export async function settleKeyFiles(): Promise<void> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const next = nextTokenKeyPath(keysDir)
  if (isGiven('VEILGATE_TOKEN_KEY') || !(await keyFileExists(next))) return
  const keys = await loadTokenKeys(keysDir)
  const active = (await listActiveKeys()).find(({ kind }) => kind === 'token')
  const isFlipped = keys.at(-1)?.fp === active?.fp
  if (!isFlipped || (await findRotation()) !== null) return
  const [old] = keys
  const path = tokenKeyPath(keysDir)
  // A copy first, then one step: at no moment is there no key for those who ingest.
  if (keys.length > 1 && old) {
    const content = JSON.parse(await readPrivateFile(path))
    await replaceKeyFile(retiredTokenKeyPath(keysDir, old.kid), content)
  }
  await rename(next, path)
}

/**
 * Begins a rotation with a new key, or goes on with one that was made already.
 * @throws UserError where the key in use is not here: what begins without it could not go on.
 */
export async function beginWithNextKey(keysDir: string): Promise<Rotation> {
  await settleKeyFiles()
  await requireKeyInUse(keysDir)
  const next = nextTokenKeyPath(keysDir)
  if (isGiven('VEILGATE_TOKEN_KEY')) return beginRotation(await findGivenNext(keysDir))
  // One that is there already is of an attempt that was killed before it was registered.
  const isMade = await keyFileExists(next)
  const key = isMade ? (await loadTokenKeys(keysDir)).at(-1) : await createTokenKey(next)
  return beginRotation(pick(key as TokenKey))
}

async function requireKeyInUse(keysDir: string): Promise<void> {
  const keys = await loadTokenKeys(keysDir)
  const active = (await listActiveKeys()).find(({ kind }) => kind === 'token')
  if (active === undefined || keys.some(({ fp }) => fp === active.fp)) return
  throw new UserError(`The token key in use, ${active.fp}, was not found. Nothing was changed.`)
}

/** Keys given from outside are made outside: the second of the list is the one to take over. */
async function findGivenNext(keysDir: string) {
  const active = (await listActiveKeys()).find(({ kind }) => kind === 'token')
  const next = (await loadTokenKeys(keysDir)).find(({ fp }) => fp !== active?.fp)
  if (next !== undefined) return pick(next)
  throw new UserError(
    'The token key is given from outside. Make another one, give every process the list of both, ' +
      'and try again.',
  )
}

const pick = ({ kid, fp }: TokenKey) => ({ kid, fp })

/**
 * The key that a rotation replaces, and the one that takes over.
 * @throws UserError where one of them is not here.
 */
export async function keysOf(rotation: Rotation, keysDir: string) {
  const keys = await loadTokenKeys(keysDir)
  const from = keys.find(({ fp }) => fp === rotation.oldFp)
  const to = keys.find(({ fp }) => fp === rotation.newFp)
  if (from !== undefined && to !== undefined) return { from, to }
  const missing = from === undefined ? rotation.oldFp : rotation.newFp
  throw new UserError(`A rotation is under way, and its token key ${missing} is not here.`)
}

/** What seals to all recipients that the database knows. @throws UserError where there is none. */
export async function sealerForAll(keysDir: string) {
  const active = await listActiveKeys()
  const recipients = (await loadVaultPublicKeys(keysDir)).filter(({ recipient }) =>
    active.some(({ kind, fp }) => kind === 'vault' && fp === recipient),
  )
  if (recipients.length === 0) throw new UserError('No public key here is known to the database.')
  return sealTo(recipients)
}
