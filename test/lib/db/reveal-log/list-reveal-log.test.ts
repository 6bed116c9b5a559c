import { describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { listRevealLog, readRevealLog } from '@/lib/db/reveal-log/list-reveal-log'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

describe('listRevealLog', { timeout: 120_000 }, () => {
  it('pages and filters the log', async () => {
    for (let at = 0; at < 5; at += 1) await recordInRevealLog(revealLogEntry({ subject: `${at}` }))
    await recordInRevealLog(
      revealLogEntry({ userName: 'bob@example.com', action: 'copy', tokens: ['t'] }),
    )
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
