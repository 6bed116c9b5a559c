import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabase, database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { reveal } from '@/lib/reveal/reveal'
import { openDek } from '@/lib/vault/open'

/**
 * A process that has the token key and a public key alone: it ingests what is on the queue, then
 * tries to open what it wrote with every 32 bytes it can lay its hands on. Prints how that went.
 */
const run = await drain({ startedBy: 'test' })
const rows = await database().vaultEntry.findMany()
const deks = await database().vaultDek.findMany()

const held = [...deks, ...rows].map(({ sealed }) => Buffer.from(sealed))
for (const name of readdirSync(env().VEILGATE_KEYS_DIR)) {
  const text = readFileSync(join(env().VEILGATE_KEYS_DIR, name), 'utf8')
  held.push(Buffer.from(text))
  const values = Object.values(JSON.parse(text) as object).filter((it) => typeof it === 'string')
  for (const value of values) held.push(Buffer.from(value, 'hex'), Buffer.from(value, 'base64'))
}

let opened = 0
for (const bytes of held) {
  for (let at = 0; at + 32 <= bytes.length; at += 1) {
    const key = Buffer.from(bytes.subarray(at, at + 32))
    for (const dek of deks) {
      const sealed = Buffer.from(dek.sealed)
      const isOpen = await openDek(key, { ...dek, sealed }).then(
        () => true,
        () => false,
      )
      if (isOpen) opened += 1
    }
  }
}
const passphrase = env().VEILGATE_VAULT_PASSPHRASE ?? ''
const tokens = rows.map(({ token }) => token)
const user = { id: 'u', email: 'ann@example.com', role: 'admin' } as const
const answer = await reveal({ user }, { tokens, passphrase, reason: 'To see that it fails' })
const result = { stored: run.ledger.stored, rows: rows.length, opened, reveal: answer.kind }
process.stdout.write(JSON.stringify(result))
await closeDatabase()
process.exit(0)
