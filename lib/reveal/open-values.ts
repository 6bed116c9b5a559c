import type { KeyObject } from 'node:crypto'
import {
  type DekRow,
  findDeks,
  findVaultEntries,
  type VaultRow,
} from '@/lib/db/vault/find-vault-entries'
import { tokenOf } from '@/lib/masking/token'
import type { TokenKey } from '@/lib/masking/token-key'
import { isErased, parseToken } from '@/lib/model/token'
import type { Unlocked } from '@/lib/reveal/request'
import { openDek, openSealed } from '@/lib/vault/open'
import { type SealedFormat, VAULT_VALUE } from '@/lib/vault/sealed-format'

/** Why a value could not be revealed. */
export type Unrevealed = 'unknown' | 'erased' | 'tampered' | 'missing-key' | 'foreign-key'

export type Opened =
  | { token: string; outcome: 'revealed'; original: string }
  | { token: string; outcome: Unrevealed }

type Vault = Pick<Unlocked, 'recipient' | 'privateKey' | 'tokenKeys'>

/** Opens the originals of tokens, in their order. Each comes with its own outcome. */
export async function openValues(vault: Vault, tokens: readonly string[]): Promise<Opened[]> {
  const rows = new Map((await findVaultEntries(tokens)).map((row) => [row.token, row]))
  const open = await opener(
    vault,
    Array.from(rows.values(), (row) => row.dekId),
  )
  const opened: Opened[] = []
  for (const token of tokens) {
    const row = rows.get(token)
    opened.push(
      row === undefined
        ? { token, outcome: absent(vault.tokenKeys, token) }
        : await openRow(vault.tokenKeys, open, row),
    )
  }
  return opened
}

type OpenResult =
  | { ok: true; text: string }
  | { ok: false; outcome: 'tampered' | 'missing-key' | 'foreign-key' }

/** Opens sealed bytes by the name they were sealed under; each DEK is opened once. */
export type Open = (
  format: SealedFormat,
  dekId: string,
  name: string,
  sealed: Buffer,
) => Promise<OpenResult>

/** A way to open what was sealed under the given DEKs. */
export async function opener(
  { recipient, privateKey }: Pick<Vault, 'recipient' | 'privateKey'>,
  dekIds: readonly string[],
  client?: Parameters<typeof findDeks>[1],
): Promise<Open> {
  const deks = await findDeks(dekIds, client)
  const keys = new Map<string, DekOpened>()
  return async (format, dekId, name, sealed) => {
    const key = keys.get(dekId) ?? (await openOneDek(deks, dekId, recipient, privateKey))
    keys.set(dekId, key)
    if (!key.ok) return key
    try {
      return { ok: true, text: openSealed(format, key.key, dekId, name, sealed) }
    } catch {
      return { ok: false, outcome: 'tampered' }
    }
  }
}

type DekOpened =
  | { ok: true; key: KeyObject }
  | { ok: false; outcome: 'tampered' | 'missing-key' | 'foreign-key' }

async function openOneDek(
  deks: readonly DekRow[],
  dekId: string,
  recipient: string,
  privateKey: Uint8Array,
): Promise<DekOpened> {
  const copies = deks.filter((dek) => dek.dekId === dekId)
  if (copies.length === 0) return { ok: false, outcome: 'missing-key' }
  const mine = copies.find((dek) => dek.recipient === recipient)
  if (mine === undefined) return { ok: false, outcome: 'foreign-key' }
  try {
    return { ok: true, key: await openDek(privateKey, mine) }
  } catch {
    return { ok: false, outcome: 'tampered' }
  }
}

/** Opens one row. A value that opens but is not the one its token was made of was put there by somebody. */
export async function openRow(
  keys: readonly TokenKey[],
  open: Open,
  row: VaultRow,
): Promise<Opened> {
  const { token } = row
  const parts = parseToken(token)
  const key = keys.find(({ kid }) => kid === parts?.kid)
  if (parts === null || key === undefined) return { token, outcome: 'foreign-key' }
  const opened = await open(VAULT_VALUE, row.dekId, token, row.sealed)
  if (!opened.ok) return { token, outcome: opened.outcome }
  const isRight = tokenOf(key, parts.field, opened.text) === token
  return isRight
    ? { token, outcome: 'revealed', original: opened.text }
    : { token, outcome: 'tampered' }
}

function absent(keys: readonly TokenKey[], token: string): Unrevealed {
  if (isErased(token)) return 'erased'
  return keys.some(({ kid }) => kid === parseToken(token)?.kid) ? 'unknown' : 'foreign-key'
}
