import { describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { listRevealLog, readRevealLog } from '@/lib/db/reveal-log/list-reveal-log'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

const entry = (change: Partial<RevealLogEntry> = {}): RevealLogEntry => ({
  action: 'reveal',
  outcome: 'asked',
  userId: 'u-1',
  userName: 'ann@example.com',
  tokens: ['ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'],
  reason: 'Fraud case, “urgent” \\ \u{1F600}',
  ticket: 'T-1',
  ...change,
})

describe('listRevealLog', { timeout: 120_000 }, () => {
  it('pages and filters the log', async () => {
    for (let at = 0; at < 5; at += 1) await recordInRevealLog(entry({ subject: `${at}` }))
    await recordInRevealLog(entry({ userName: 'bob@example.com', action: 'copy', tokens: ['t'] }))
    const first = await listRevealLog({ limit: 4 })
    expect(first.rows.map(({ id }) => id)).toEqual(['6', '5', '4', '3'])
    expect((await listRevealLog({ limit: 4, userName: 'bob@example.com' })).rows).toHaveLength(1)
    expect((await listRevealLog({ limit: 4, token: 't', action: 'copy' })).rows).toHaveLength(1)
    expect((await listRevealLog({ limit: 4, until: new Date(0) })).rows).toHaveLength(0)
    const all: string[] = []
    for await (const rows of readRevealLog()) all.push(...rows.map(({ id }) => id))
    expect(all).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})
