import { expect, it } from 'vitest'
import { beginExport, endExport } from '@/lib/exports/exports-under-way'
import { setMeter } from '@/lib/measure'

it('counts how each export ended, once', () => {
  const counted: unknown[] = []
  setMeter({ count: (...given) => void counted.push(given), observe: () => undefined })
  for (const state of ['done', 'failed', 'cancelled'] as const) {
    beginExport(state, 'ann')
    endExport(state, state)
    endExport(state, 'failed')
  }
  endExport('unknown', 'done')
  expect(counted).toEqual(
    ['done', 'failed', 'cancelled'].map((outcome) => [
      'veilgate_exports_ended_total',
      { outcome },
      1,
    ]),
  )
})
