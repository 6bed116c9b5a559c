import { rename } from 'node:fs/promises'
import { backgroundRevealDatabase, revealDatabase, type Transaction } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { listActiveKeys } from '@/lib/db/vault/key-registry'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { endRotation, retokenLogins } from '@/lib/db/vault/retoken-logins'
import { addRetokened, findUnaliased } from '@/lib/db/vault/retoken-vault'
import { beginRotation, findRotation, flipKeys, type Rotation } from '@/lib/db/vault/rotation-state'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { isGiven } from '@/lib/keys/find-keys'
import { keyFileExists, readPrivateFile, replaceKeyFile } from '@/lib/keys/key-file'
import { tokenOf } from '@/lib/masking/token'
import {
  createTokenKey,
  loadTokenKeys,
  nextTokenKeyPath,
  retiredTokenKeyPath,
  type TokenKey,
  tokenKeyPath,
} from '@/lib/masking/token-key'
import { fieldOfToken } from '@/lib/model/token'
import { opener, openRow } from '@/lib/reveal/open-values'
import { type Sealer, sealTo } from '@/lib/vault/seal'
import type { VaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys } from '@/lib/vault/vault-public-keys'

export type RotationProgress =
  | { phase: 'vault'; done: number }
  | { phase: 'flipped' }
  | { phase: 'logins'; done: number }

/** `unopenable` vault rows could not be opened: their tokens stay those of the old key. */
export type Rotated = { oldKid: string; newKid: string; unopenable: number }

const ROWS = 500
/** A rest so small that ingestion can wait for it. */
const FINAL_PASS_MAX = 200
const TIMEOUT_MS = 5 * 60_000

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
  const rotation = (await findRotation()) ?? (await begin(keysDir))
  const keys = await keysOf(rotation, keysDir)
  if (rotation.state === 'preparing') {
    await prepare(
      rotation,
      { ...keys, privateKey, sealerFor: await sealerForAll(keysDir) },
      onProgress,
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

/**
 * Puts the new key where the old one was, once nothing needs the old one. Also for a rotation that
 * was killed after its last step in the database.
 */
async function settleKeyFiles(): Promise<void> {
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

async function begin(keysDir: string): Promise<Rotation> {
  await settleKeyFiles()
  const next = nextTokenKeyPath(keysDir)
  if (isGiven('VEILGATE_TOKEN_KEY')) return beginRotation(await findGivenNext(keysDir))
  // One that is there already is of an attempt that was killed before it was registered.
  const isMade = await keyFileExists(next)
  const key = isMade ? (await loadTokenKeys(keysDir)).at(-1) : await createTokenKey(next)
  return beginRotation(pick(key as TokenKey))
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

async function keysOf(rotation: Rotation, keysDir: string) {
  const keys = await loadTokenKeys(keysDir)
  const from = keys.find(({ fp }) => fp === rotation.oldFp)
  const to = keys.find(({ fp }) => fp === rotation.newFp)
  if (from !== undefined && to !== undefined) return { from, to }
  const missing = from === undefined ? rotation.oldFp : rotation.newFp
  throw new UserError(`A rotation is under way, and its token key ${missing} is not here.`)
}

async function sealerForAll(keysDir: string) {
  const active = await listActiveKeys()
  const recipients = (await loadVaultPublicKeys(keysDir)).filter(({ recipient }) =>
    active.some(({ kind, fp }) => kind === 'vault' && fp === recipient),
  )
  if (recipients.length === 0) throw new UserError('No public key here is known to the database.')
  return sealTo(recipients)
}

type Tools = {
  from: TokenKey
  to: TokenKey
  privateKey: VaultPrivateKey
  sealerFor: (values: number) => Promise<Sealer>
}

/** New tokens for all the vault holds: most while batches go on, the rest while they wait. */
async function prepare(
  rotation: Rotation,
  tools: Tools,
  onProgress: (progress: RotationProgress) => void,
) {
  let done = 0
  let [found, before] = [Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY]
  // Each pass finds what came during the one before. Where that grows no smaller, waiting is no use.
  while (found > FINAL_PASS_MAX && found < before / 2) {
    before = found
    found = 0
    for (let after: string | null = ''; after !== null; ) {
      const at: string = after
      const step: Step = await transaction(
        async (tx) => {
          await lockVault(tx)
          return retokenSome(tx, tools, at)
        },
        { client: backgroundRevealDatabase(), timeoutMs: TIMEOUT_MS },
      )
      found += step.retokened
      done += step.retokened
      after = step.last
      onProgress({ phase: 'vault', done })
    }
  }
  await flipKeys(rotation, async (tx) => {
    let unopenable = 0
    for (let after: string | null = ''; after !== null; ) {
      const step: Step = await retokenSome(tx, tools, after)
      unopenable += step.unopenable
      after = step.last
    }
    await tx.keyRotation.update({ where: { id: rotation.id }, data: { unopenable } })
  })
}

type Step = { retokened: number; unopenable: number; last: string | null }

async function retokenSome(tx: Transaction, tools: Tools, after: string): Promise<Step> {
  const rows = await findUnaliased(tx, tools.from.kid, after, ROWS)
  const last = rows.at(-1)
  if (last === undefined) return { retokened: 0, unopenable: 0, last: null }
  const open = await opener(
    tools.privateKey,
    rows.map((row) => row.dekId),
    tx,
  )
  const sealer = await tools.sealerFor(rows.length)
  const retokened = []
  for (const row of rows) {
    const opened = await openRow([tools.from], open, row)
    const field = fieldOfToken(row.token)
    if (opened.outcome !== 'revealed' || field === null) continue
    const token = tokenOf(tools.to, field, opened.original)
    retokened.push({ old: row.token, token, sealed: sealer.sealValue(token, opened.original) })
  }
  if (retokened.length > 0) await addRetokened(tx, retokened, sealer.dekId, sealer.deks)
  const unopenable = rows.length - retokened.length
  return { retokened: retokened.length, unopenable, last: last.token }
}
