import { afterEach, expect, it, vi } from 'vitest'
import { announceRow } from '@/lib/db/reveal-log/announce-row'
import { setMeter } from '@/lib/measure'
import type { RevealLogRow } from '@/lib/model/reveal/reveal-log'

afterEach(() => vi.restoreAllMocks())

it('counts a row by its action and outcome', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const counted: unknown[] = []
  setMeter({ count: (...given) => void counted.push(given), observe: () => undefined })
  const row = { id: '1', hash: 'h', action: 'reveal', outcome: 'wrong-passphrase', userId: 'u' }
  await announceRow(row as RevealLogRow)
  const labels = { action: 'reveal', outcome: 'wrong-passphrase' }
  expect(counted).toEqual([['veilgate_reveal_log_rows_total', labels, 1]])
})
