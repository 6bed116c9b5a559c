import { backgroundRevealDatabase, type Transaction } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { addRetokened, findUnaliased } from '@/lib/db/vault/retoken-vault'
import { flipKeys, type Rotation } from '@/lib/db/vault/rotation-state'
import { tokenOf } from '@/lib/masking/token'
import type { TokenKey } from '@/lib/masking/token-key'
import { fieldOfToken } from '@/lib/model/token'
import { opener, openRow } from '@/lib/reveal/open-values'
import type { Sealer } from '@/lib/vault/seal'
import type { VaultPrivateKey } from '@/lib/vault/vault-private-keys'

const ROWS = 500
/** A rest so small that ingestion can wait for it. */
const FINAL_PASS_MAX = 200
const TIMEOUT_MS = 5 * 60_000

type Tools = {
  from: TokenKey
  to: TokenKey
  privateKey: VaultPrivateKey
  sealerFor: (values: number) => Promise<Sealer>
}

/** New tokens for all the vault holds: most while batches go on, the rest while they wait. */
export async function prepareRotation(
  rotation: Rotation,
  tools: Tools,
  onDone: (done: number) => void,
): Promise<void> {
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
      onDone(done)
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
  if (retokened.length > 0) await addRetokened(tx, retokened, sealer)
  const unopenable = rows.length - retokened.length
  return { retokened: retokened.length, unopenable, last: last.token }
}
