import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyRevealLog } from '@/lib/db/verify-reveal-log'
import { provideEnv } from '@/lib/env'
import { initKeys } from '@/lib/ingest/init-keys'
import { MAX_TOKENS, reveal } from '@/lib/reveal/reveal'
import { PASSPHRASE } from '@/test/support/pipeline'
import { byAdmin } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

useServices()
beforeAll(() => initKeys({ passphrase: PASSPHRASE }))

/** A token that looks right, or one with something wrong about it. */
function randomToken(): string {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex')
  const token = `${pick(['ip1', 'dv1'])}_${pick([hex(3), 'erased'])}_${hex(16)}`
  const at = Math.floor(Math.random() * token.length)
  return pick([
    token,
    token,
    token.toUpperCase(),
    token.slice(at),
    token.slice(0, at) + randomBytes(1).toString('latin1') + token.slice(at + 1),
    `${token}\n${token}`,
    randomBytes(at + 1).toString('utf8'),
  ])
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)] as Item
}

describe('10,000 random tokens', { timeout: 240_000 }, () => {
  it('are answered one by one, without a throw, and every request is in the log', async () => {
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '100000' })
    let requests = 0
    for (let sent = 0; sent < 10_000; sent += MAX_TOKENS) {
      const tokens = Array.from({ length: MAX_TOKENS }, randomToken)
      const answer = await reveal({ ...byAdmin, tokens })
      if (answer.kind !== 'revealed') throw new Error(answer.kind)
      requests += 1
      for (const { outcome } of answer.values) {
        expect(['unknown', 'erased', 'foreign-key', 'not-a-token']).toContain(outcome)
      }
    }
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 2 * requests })
  })
})
