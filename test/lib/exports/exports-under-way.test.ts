import { beforeEach, expect, it, vi } from 'vitest'
import { beginExport, endExport, exportsUnderWay } from '@/lib/exports/exports-under-way'
import { setMeter } from '@/lib/measure'
import { forgetSingletons } from '@/test/support/singletons'

beforeEach(forgetSingletons)

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

it('keeps 500 at most, and forgets the oldest that has ended rather than one that runs', () => {
  const ids = Array.from({ length: 500 }, (_, at) => `export ${at}`)
  for (const id of ids) beginExport(id, 'ann')
  endExport('export 7', 'done')
  endExport('export 9', 'failed')
  beginExport('one more', 'ben')
  expect(exportsUnderWay().size).toBe(500)
  const [first, oldest, next] = ['export 0', 'export 7', 'export 9'].map((id) =>
    exportsUnderWay().has(id),
  )
  expect([first, oldest, next]).toEqual([true, false, true])
})

it('begins none whose id is taken, whoever asks', () => {
  expect(beginExport('one', 'ann')).not.toBeNull()
  expect(beginExport('one', 'ben')).toBeNull()
  expect(exportsUnderWay().get('one')?.userId).toBe('ann')
})

it('forgets an export five minutes after its end, and none that runs', () => {
  vi.useFakeTimers()
  try {
    for (const id of ['one', 'two']) beginExport(id, 'ann')
    endExport('one', 'done')
    vi.advanceTimersByTime(299_000)
    expect([...exportsUnderWay().keys()]).toEqual(['one', 'two'])
    vi.advanceTimersByTime(1_000)
    expect([...exportsUnderWay().keys()]).toEqual(['two'])
  } finally {
    vi.useRealTimers()
  }
})
