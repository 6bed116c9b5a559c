import { describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { readRevealLog } from '@/lib/db/reveal-log/read-reveal-log'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

const idsOf = async (filter?: Parameters<typeof readRevealLog>[0]) => {
  const all: string[] = []
  for await (const rows of readRevealLog(filter)) all.push(...rows.map(({ id }) => id))
  return all
}

describe('an export of the log', () => {
  it('has every row of the actions that fit, oldest first', async () => {
    await recordInRevealLog(revealLogEntry())
    await recordInRevealLog(revealLogEntry({ userName: 'bob@example.com', ticket: 'T-2' }))
    const answer = { reason: undefined, ticket: undefined, outcome: 'done' as const }
    await recordInRevealLog(revealLogEntry({ ...answer, requestId: '1' }))
    await recordInRevealLog(
      revealLogEntry({ ...answer, requestId: '2', userName: 'bob@example.com' }),
    )
    expect(await idsOf()).toEqual(['1', '2', '3', '4'])
    expect(await idsOf({ ticket: 't-2' })).toEqual(['2', '4'])
    expect(await idsOf({ outcome: 'done', userName: 'ann@example.com' })).toEqual(['1', '3'])
    expect(await idsOf({ outcome: 'asked' })).toEqual([])
    expect(await idsOf({ until: new Date(0) })).toEqual([])
  })
})
