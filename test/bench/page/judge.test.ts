import { expect, test } from 'vitest'
import { growth, type Minute, missedBars } from '@/test/bench/page/judge'

const WELL: Minute = {
  heapMb: 12,
  nodes: 2_000,
  rssMb: 300,
  shift: 0.001,
  interactionsMs: [40],
  longTasksMs: [],
  drainingBytesPerSecond: 9_000,
  idleBytesPerSecond: 400,
}

test('a page that stays as it is misses no bar, however slow it is', () => {
  const minutes = Array.from({ length: 60 }, (_, at) => ({ ...WELL, heapMb: 12 + (at % 3) }))
  expect(missedBars(minutes)).toEqual([])
  expect(missedBars([{ ...WELL, interactionsMs: [4_000], longTasksMs: [900] }])).toEqual([])
})

test('each bar that is missed is named', () => {
  const minutes = Array.from({ length: 60 }, (_, at) => ({
    ...WELL,
    heapMb: 12 + at / 5,
    nodes: 2_000 + at * 100,
    shift: at === 30 ? 0.2 : 0,
    drainingBytesPerSecond: 12_000,
    idleBytesPerSecond: 2_000,
  }))
  expect(missedBars(minutes)).toEqual([
    expect.stringMatching(/heap grew by 6\.\d MB/),
    expect.stringMatching(/grew by 3[0-9]{3} nodes/),
    expect.stringMatching(/moved by 0\.200/),
    expect.stringMatching(/drain brought 12000 B/),
    expect.stringMatching(/idle console brought 2000 B/),
  ])
})

test('growth is what remains after the warm-up', () => {
  expect(growth([5, 9, 12, 12, 12, 12, 12, 12, 12, 12])).toBe(0)
  expect(growth([7])).toBe(0)
  expect(growth([0, 0, 10, 10, 11, 12, 13, 14, 20, 20])).toBe(10)
})

test('a page that nothing watched is not well', () => {
  expect(missedBars([{ ...WELL, interactionsMs: [] }])).toEqual([
    'No interaction was seen: nothing watched the page.',
  ])
})
