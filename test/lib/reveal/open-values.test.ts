import { beforeAll, describe, expect, it } from 'vitest'
import { findRejectedBody } from '@/lib/db/rejected/find-rejected-body'
import { env } from '@/lib/env'
import { loadTokenKeys } from '@/lib/masking/token-key'
import { openValues } from '@/lib/reveal/open-values'
import { openBody } from '@/lib/reveal/rejected/open-rejected'
import { unwrapVaultPrivateKey, type VaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { bodyWith, PASSPHRASE, sendAll, turn, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
let key: VaultPrivateKey

beforeAll(async () => {
  key = (await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, PASSPHRASE)) as VaultPrivateKey
})

/** Changes one byte of a column after the other, in the only row of its table, and looks each time. */
async function everyByte(table: string, column: string, look: () => Promise<string>) {
  const [row] = await services.query<{ kept: Buffer | string }>(
    `SELECT ${column} AS kept FROM ${table}`,
  )
  const kept = row?.kept ?? ''
  const outcomes = new Set<string>()
  for (let at = 0; at < kept.length; at += 1) {
    const bytes = Buffer.from(kept as string)
    // Text stays text: the last bit of a hex digit or a letter makes it another one.
    bytes[at] = (bytes[at] as number) ^ 1
    const changed = typeof kept === 'string' ? bytes.toString('latin1') : bytes
    await services.query(`UPDATE ${table} SET ${column} = $1`, [changed])
    outcomes.add(await look())
  }
  await services.query(`UPDATE ${table} SET ${column} = $1`, [kept])
  expect(kept.length).toBeGreaterThan(0)
  return [...outcomes].sort()
}

describe('of what is stored', () => {
  it('no byte of a vault row or of its DEK can be changed without a refusal', async () => {
    await sendAll([bodyWith({ ip: '203.0.113.7' })])
    await turn()
    await services.query("DELETE FROM pii_vault WHERE token LIKE 'dv1%'")
    const tokenKeys = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
    const look = async () => {
      const [row] = await services.query<{ token: string }>('SELECT token FROM pii_vault')
      const [opened] = await openValues({ ...key, tokenKeys }, [row?.token ?? ''])
      return opened?.outcome ?? 'nothing'
    }
    expect(await look()).toBe('revealed')
    expect(await everyByte('pii_vault', 'sealed', look)).toEqual(['tampered'])
    expect(await everyByte('pii_vault', 'dek_id', look)).toEqual(['missing-key'])
    expect(await everyByte('pii_vault', 'token', look)).toEqual(['foreign-key', 'tampered'])
    expect(await everyByte('pii_dek', 'sealed', look)).toEqual(['tampered'])
    expect(await everyByte('pii_dek', 'dek_id', look)).toEqual(['missing-key'])
    expect(await everyByte('pii_dek', 'recipient', look)).toEqual(['foreign-key'])
    expect(await look()).toBe('revealed')
  })

  it('no byte of a rejected message’s body, or of what it is bound to', async () => {
    await sendAll(['not a login'])
    await turn()
    const look = async () => {
      const [row] = await services.query<{ id: string }>('SELECT id::text FROM rejected_messages')
      const opened = await openBody(key, await findRejectedBody(row?.id ?? ''))
      return opened.kind === 'opened' ? 'opened' : opened.outcome
    }
    expect(await look()).toBe('opened')
    expect(await everyByte('rejected_messages', 'sealed', look)).toEqual(['tampered'])
    expect(await everyByte('rejected_messages', 'message_id', look)).toEqual(['tampered'])
    expect(await everyByte('rejected_messages', 'dek_id', look)).toEqual(['missing-key'])
    expect(await everyByte('pii_dek', 'sealed', look)).toEqual(['tampered'])
    expect(await look()).toBe('opened')
  })
})
