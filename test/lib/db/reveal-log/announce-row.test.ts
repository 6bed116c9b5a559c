import { afterEach, expect, it, vi } from 'vitest'
import { announceRow, setAnchor } from '@/lib/db/reveal-log/announce-row'
import { setMeter } from '@/lib/measure'
import type { RevealLogRow } from '@/lib/model/reveal/reveal-log'
import { forgetSingletons } from '@/test/support/singletons'

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
