import { expect, it } from 'vitest'
import { MAX_BATCHES } from '@/lib/db/rollups/fold-batches'
import { foldPause } from '@/lib/ingest/fold-pause'

it('begins a fold 400 ms after the one before, and at once where that took longer', () => {
  expect(foldPause(1, 30)).toBe(370)
  expect(foldPause(MAX_BATCHES - 1, 399)).toBe(1)
  expect(foldPause(1, 2_000)).toBe(0)
})

it('goes on at once where as many batches were folded as one fold takes', () => {
  expect(foldPause(MAX_BATCHES, 30)).toBe(0)
})

it('looks again soon where another process folds', () => {
  expect(foldPause(0, 5)).toBe(100)
})
