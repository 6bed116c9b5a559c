import { afterEach, expect, it, vi } from 'vitest'
import { announceRow, setAnchor } from '@/lib/db/reveal-log/announce-row'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { countRefusals } from '@/lib/db/reveal-log/count-refusals'
import { transaction } from '@/lib/db/transaction'
import { setMeter } from '@/lib/measure'
import type { RevealLogRow } from '@/lib/model/reveal/reveal-log'
import { useServices } from '@/test/support/services'
import { forgetSingletons } from '@/test/support/singletons'

useServices()

afterEach(() => vi.restoreAllMocks())
afterEach(forgetSingletons)

it('counts a row by its action and outcome', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const counted: unknown[] = []
  setMeter({ count: (...given) => void counted.push(given), observe: () => undefined })
  const row = { id: '1', hash: 'h', action: 'reveal', outcome: 'wrong-passphrase', userId: 'u' }
  await announceRow(row as RevealLogRow)
  const labels = { action: 'reveal', outcome: 'wrong-passphrase' }
  expect(counted).toEqual([['veilgate_reveal_log_rows_total', labels, 1]])
})

it('is told with the anchor of its hash, where this process signs them', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  setAnchor(async ({ id, hash }) => ({ id, hash, key: 'k', signature: `${id} ${hash} signed` }))
  const row = { id: '7', hash: 'h', action: 'reveal', outcome: 'done', userId: 'u', requestId: 'r' }
  await announceRow({ ...row, reason: 'canary of the reason' } as unknown as RevealLogRow)
  const line = String(write.mock.calls.at(-1)?.[0])
  expect(JSON.parse(line)).toMatchObject({ id: '7', key: 'k', signature: '7 h signed', user: 'u' })
  expect(line).not.toContain('canary')
})

it('is told once it is committed, and not where it was rolled back', async () => {
  const told: string[] = []
  setAnchor(async ({ id }) => {
    told.push(id)
    return null
  })
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const entry = { action: 'reveal', userId: 'u', userName: 'a@example.com' } as const
  const append = (isKept: boolean) =>
    transaction(async (tx) => {
      await appendRevealLog(tx, { ...entry, outcome: 'asked' })
      await countRefusals(tx, { ...entry, outcome: 'locked' })
      expect(told).toEqual([])
      if (!isKept) throw new Error('rolled back')
    })
  await expect(append(false)).rejects.toThrow('rolled back')
  expect(told).toEqual([])
  await append(true)
  expect(told).toEqual(['1', '2'])
})
