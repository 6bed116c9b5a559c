import type { AdoptedOriginals } from '@/lib/db/adopted/count-adopted'
import { readAdopted } from '@/lib/db/adopted/read-adopted'
import { type Replacement, replaceAdopted } from '@/lib/db/adopted/replace-adopted'
import { backgroundRevealDatabase, type Transaction } from '@/lib/db/client'
import { lockRollups } from '@/lib/db/rollups/recompute-rollups'
import { transaction } from '@/lib/db/transaction'
import { holdKeys, KeysChanged } from '@/lib/db/vault/key-registry'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { tokensInUse } from '@/lib/db/vault/token-alias'
import { rewriteViews } from '@/lib/db/views/rewrite-views'
import { findOriginal } from '@/lib/find-original'
import { loadMaskingTools, type MaskingTools } from '@/lib/keys/masking-tools'
import { CANONICAL } from '@/lib/masking/canonical'
import { tokenOf } from '@/lib/masking/token'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'

/** Few enough logins that folds and erasures wait for a moment only; their values may be in many more. */
const LOGINS = 500
/** Generous: it may wait for a rebuild of the rollups. */
const TIMEOUT_MS = 10 * 60_000

/**
 * Masks the originals that adopted logins hold: each is sealed, and replaced by its token in every
 * login at once, so that equal values have equal tokens, those of ingested logins included. Ingestion
 * goes on meanwhile. Each step is a transaction; killed at any point, the next call does the rest.
 * @param onProgress hears how many logins were changed so far, field by field.
 * @throws UserError as `loadMaskingTools`.
 */
export async function maskAdopted(
  onProgress: (masked: AdoptedOriginals) => void = () => {},
): Promise<AdoptedOriginals> {
  const tools = await loadMaskingTools()
  const masked = perField(() => 0)
  // First: while a login is left to be masked, somebody will call this again.
  await inKeys(tools, (tx) => maskViews(tx, tools))
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after
    const step: Step = await inKeys(tools, (tx) => maskSome(tx, tools, from))
    for (const field of MASKED_FIELD_NAMES) masked[field] += step.changed[field]
    after = step.last
    onProgress(masked)
  }
  return masked
}

type Step = { changed: AdoptedOriginals /** Null at the end. */; last: string | null }

/** A transaction in which nobody erases, folds, or changes the keys in use. */
async function inKeys<T>(tools: MaskingTools, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await transaction(
        async (tx) => {
          await lockVault(tx)
          await lockRollups(tx)
          await holdKeys(tx, tools.keysEpoch)
          return work(tx)
        },
        { timeoutMs: TIMEOUT_MS, client: backgroundRevealDatabase() },
      )
    } catch (error) {
      if (!(error instanceof KeysChanged)) throw error
      await tools.refresh()
    }
  }
}

/** A saved filter may name an original, whether or not a login has it. */
async function maskViews(tx: Transaction, { tokenKey }: MaskingTools): Promise<void> {
  await rewriteViews(tx, (field, value) => {
    const original = canonicalOriginal(value)
    return original === null ? value : tokenOf(tokenKey, field, original)
  })
}

async function maskSome(tx: Transaction, tools: MaskingTools, after: string): Promise<Step> {
  const logins = await readAdopted(after, LOGINS, tx)
  const found = perField((field) => {
    return mask(
      tools,
      field,
      logins.map((login) => login[field]),
    )
  })
  const last = logins.length < LOGINS ? null : (logins.at(-1)?.id ?? null)
  const originals = new Map(
    Object.values(found)
      .flat()
      .map((one) => [one.token, one.original]),
  )
  if (originals.size === 0) return { changed: perField(() => 0), last }
  const sealer = await tools.sealerFor(originals.size)
  const vault = [...originals].map(([token, original]) => {
    return { token, sealed: sealer.sealValue(token, original) }
  })
  const { dekId, deks } = sealer
  const changed = await replaceAdopted(tx, await inUse(tx, found), { vault, dekId, deks })
  return { changed, last }
}

type Masked = Replacement & { original: string }

/** The originals among some values, each once, with the tokens of the column they stand in. */
function mask(
  { tokenKey }: MaskingTools,
  field: MaskedField,
  values: readonly (string | null)[],
): Masked[] {
  return [...new Set(values)].flatMap((stored) => {
    const original = stored === null ? null : canonicalOriginal(stored)
    if (stored === null || original === null) return []
    return [{ stored, original, token: tokenOf(tokenKey, field, original) }]
  })
}

/** Null where a value is no original. An original in the wrong column is masked as what it is. */
function canonicalOriginal(stored: string): string | null {
  const found = findOriginal(stored)
  return found === null ? null : CANONICAL[found.kind](found.text)
}

/** While the token key is being replaced, logins have the old tokens of some values still. */
async function inUse(tx: Transaction, found: Record<MaskedField, readonly Masked[]>) {
  const current = await tokensInUse(tx, () =>
    Object.values(found).flatMap((list) => list.map(({ token }) => token)),
  )
  return perField((field) => {
    return found[field].map(({ stored, token }) => ({ stored, token: current?.(token) ?? token }))
  })
}
