import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { listActiveKeys } from '@/lib/db/vault/key-registry'
import {
  addDeks,
  addRecipientKey,
  findDeksWithout,
  removeRecipientKey,
} from '@/lib/db/vault/recipient-deks'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { keyFileExists, readKeyFile } from '@/lib/keys/key-file'
import { openDek } from '@/lib/vault/open'
import { sealDek } from '@/lib/vault/seal'
import type { VaultPrivateKey } from '@/lib/vault/vault-private-keys'
import {
  checkPublicKey,
  loadVaultPublicKeys,
  publicKeyFile,
  recipientsFolder,
  type VaultPublicKey,
  vaultPublicKeyPath,
  writePublicKey,
} from '@/lib/vault/vault-public-keys'

/** `unopenable` keys were not sealed to us, or were changed: they stay as they are. */
export type Rewrapped = { rewrapped: number; unopenable: number }

/** Takes somebody's public key file into the keys folder. @throws UserError where it is none, or damaged. */
export async function takePublicKey(path: string): Promise<VaultPublicKey> {
  if (!(await keyFileExists(path))) throw new UserError(`There is no file ${path}.`)
  const publicKey = checkPublicKey(path, await readKeyFile(path, publicKeyFile))
  const folder = recipientsFolder(env().VEILGATE_KEYS_DIR)
  const target = join(folder, `${publicKey.recipient}.pub.json`)
  if (!(await keyFileExists(target))) await writePublicKey(target, publicKey)
  return publicKey
}

/**
 * Lets the owner of a public key open everything, too: what is sealed from now on, in every
 * process that has the public key, and by rewrapping the DEKs all that is there. Tokens and values
 * stay as they are. Called again, it goes on where it was cut off.
 */
export async function addRecipient(
  privateKey: VaultPrivateKey,
  publicKey: VaultPublicKey,
): Promise<Rewrapped> {
  await addRecipientKey(publicKey.recipient)
  return rewrapDeks(privateKey, [publicKey])
}

/** Seals every DEK to each recipient in use that cannot open it yet. */
export async function rewrapAll(privateKey: VaultPrivateKey): Promise<Rewrapped> {
  const active = await listActiveKeys()
  const publicKeys = await loadVaultPublicKeys(env().VEILGATE_KEYS_DIR)
  return rewrapDeks(
    privateKey,
    publicKeys.filter(({ recipient }) => active.some(({ fp }) => fp === recipient)),
  )
}

/**
 * Takes a recipient away: nothing is sealed to it any more, and its copies of the DEKs go. What its
 * owner copied before, a backup included, its key still opens.
 * @throws UserError where it is not in use, or the only one that can open something.
 */
export async function removeRecipient(recipient: string): Promise<{ removed: number }> {
  const active = (await listActiveKeys()).filter(({ kind }) => kind === 'vault')
  if (!active.some(({ fp }) => fp === recipient)) {
    throw new UserError(`There is no recipient ${recipient}.`)
  }
  const outcome = await removeRecipientKey(recipient)
  if (outcome.kind === 'last') {
    throw new UserError(
      active.length === 1
        ? `${recipient} is the only recipient: without it nothing could be opened again.`
        : `${outcome.only} keys of values are sealed to ${recipient} alone. Rewrap them first: npm run keys -- rewrap`,
    )
  }
  await setAside(recipient)
  return { removed: outcome.removed }
}

async function rewrapDeks(
  { recipient, privateKey }: VaultPrivateKey,
  publicKeys: readonly VaultPublicKey[],
): Promise<Rewrapped> {
  let rewrapped = 0
  let unopenable = 0
  for (const publicKey of publicKeys) {
    for (let after = ''; ; ) {
      const deks = await findDeksWithout(publicKey.recipient, recipient, after)
      const last = deks.at(-1)
      if (last === undefined) break
      after = last.dekId
      const sealed = []
      for (const dek of deks) {
        const key = await openDek(privateKey, dek).catch(() => null)
        if (key === null) unopenable += 1
        else sealed.push(await sealDek(dek.dekId, key.export(), publicKey))
      }
      await addDeks(sealed)
      rewrapped += sealed.length
    }
  }
  return { rewrapped, unopenable }
}

/** The files of a removed recipient are kept under another name: a mistake can be undone. */
async function setAside(recipient: string): Promise<void> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const inFolder = join(recipientsFolder(keysDir), recipient)
  const paths = [`${inFolder}.pub.json`, `${inFolder}.key.json`]
  const first = vaultPublicKeyPath(keysDir)
  if (await keyFileExists(first)) {
    const isFirst = (await readKeyFile(first, publicKeyFile)).recipient === recipient
    if (isFirst) paths.push(first, first.replace(/\.pub\.json$/, '.key.json'))
  }
  for (const path of paths) {
    if (await keyFileExists(path)) await rename(path, `${path}.removed-${randomUUID().slice(0, 8)}`)
  }
}
