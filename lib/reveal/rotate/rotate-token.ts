import { revealDatabase } from '@/lib/db/client'
import { endRotation, retokenLogins } from '@/lib/db/vault/retoken-logins'
import { findRotation, type Rotation } from '@/lib/db/vault/rotation-state'
import { env } from '@/lib/env'
import { prepareRotation } from '@/lib/reveal/rotate/prepare-rotation'
import {
  beginWithNextKey,
  keysOf,
  sealerForAll,
  settleKeyFiles,
} from '@/lib/reveal/rotate/rotation-keys'
import type { VaultPrivateKey } from '@/lib/vault/vault-private-keys'

export type RotationProgress =
  | { phase: 'vault'; done: number }
  | { phase: 'flipped' }
  | { phase: 'logins'; done: number }

/** `unopenable` vault rows could not be opened: their tokens stay those of the old key. */
export type Rotated = { oldKid: string; newKid: string; unopenable: number }

/**
 * Replaces the token key, so that equal values have equal tokens throughout; ingestion goes on.
 * Killed at any point, it goes on from there when it is called again.
 * @param privateKey opens the vault's rows; overwriting it is left to the caller.
 */
export async function rotateToken(
  privateKey: VaultPrivateKey,
  onProgress: (progress: RotationProgress) => void = () => {},
): Promise<Rotated> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const rotation = (await findRotation()) ?? (await beginWithNextKey(keysDir))
  const keys = await keysOf(rotation, keysDir)
  if (rotation.state === 'preparing') {
    const sealerFor = await sealerForAll(keysDir)
    await prepareRotation(rotation, { ...keys, privateKey, sealerFor }, (done) =>
      onProgress({ phase: 'vault', done }),
    )
    onProgress({ phase: 'flipped' })
  }
  for (let done = 0, count = 1; count > 0; done += count) {
    count = await retokenLogins(rotation.id)
    onProgress({ phase: 'logins', done: done + count })
  }
  await endRotation(rotation.id)
  await settleKeyFiles()
  const { unopenable } = (await revealDatabase().keyRotation.findUniqueOrThrow({
    where: { id: rotation.id },
  })) satisfies Rotation
  return { oldKid: keys.from.kid, newKid: keys.to.kid, unopenable }
}
