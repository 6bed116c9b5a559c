import { expect, it } from 'vitest'
import { commitToPixelMs } from '@/test/bench/ingest/commit-to-pixel'

it('tells how long each commit took to be seen, by the first number that counts it', () => {
  const commits = [
    { atMs: 100, received: 500 },
    { atMs: 150, received: 500 },
    { atMs: 400, received: 20 },
  ]
  const shown = [
    { atMs: 180, received: 500 },
    { atMs: 260, received: 1_000 },
  ]
  expect(commitToPixelMs(commits, shown)).toEqual([80, 110])
  expect(commitToPixelMs(commits, [])).toEqual([])
})
