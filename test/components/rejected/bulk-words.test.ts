import { expect, it } from 'vitest'
import { settledWords, takenWords } from '@/components/rejected/bulk/bulk-words'
import type { BulkPreview, BulkSettled } from '@/lib/model/rejected/rejected-bulk'

const PREVIEW: BulkPreview = {
  kind: 'previewed',
  filter: {},
  open: 34,
  take: 34,
  throughId: '34',
  reasons: [],
  allowance: 100,
}
const SETTLED: BulkSettled = {
  kind: 'settled',
  requestId: '1',
  asked: 34,
  done: 34,
  others: [],
  stopped: null,
  problem: null,
}

it.each([
  ['return', {}, '34 open messages fit the filters.'],
  ['return', { open: 1, take: 1 }, '1 open message fits the filters.'],
  [
    'return',
    { open: 340, take: 100 },
    '340 open messages fit the filters. The oldest 100 are taken: you have 100 values left for this hour.',
  ],
  [
    'return',
    { take: 0, allowance: 0 },
    '34 open messages fit the filters. None can be returned now: your limit of revealed values for this hour is used up.',
  ],
  [
    'discard',
    { open: 10_001, take: 10_000, allowance: null },
    '10,000+ open messages fit the filters. The oldest 10,000 are taken: at most 10,000 are taken at once.',
  ],
] as const)('says before how many are taken, and why not all: %s %o', (action, change, words) => {
  expect(takenWords({ ...PREVIEW, ...change }, action)).toBe(words)
})

it('says how many were done, what became of the others, and why it ended', () => {
  expect(settledWords(SETTLED, 'return')).toEqual(['34 messages returned to the queue.'])
  const others = [{ outcome: 'not-sent', messages: 10 }]
  const problem = 'The queue did not take them (ECONNREFUSED).'
  expect(
    settledWords({ ...SETTLED, done: 20, others, stopped: 'queue', problem }, 'return'),
  ).toEqual([
    '20 of 34 messages returned to the queue.',
    '10 not taken by the queue, and kept as they were.',
    'It was ended, as the queue did not take them.',
    problem,
  ])
})
