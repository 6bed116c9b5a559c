import { describe, expect, it } from 'vitest'
import { historyMetric } from '@/components/overview/history/history-metrics'
import {
  comparison,
  comparisonSentence,
  figuresInWords,
} from '@/components/overview/history/history-words'
import { type HistoryFigure, NO_FIGURES } from '@/lib/model/pipeline/history'

type Case = [
  key: HistoryFigure,
  current: number | null,
  before: number | null,
  short: string,
  sentence: string,
]

describe.each<Case>([
  ['received', 12_340, 11_426, '8 % more', '12,340 received, 8 % more than the 24 h before'],
  ['received', 900, 1_000, '10 % fewer', '900 received, 10 % fewer than the 24 h before'],
  ['stored', 5, 0, 'none before', '5 stored, none in the 24 h before'],
  ['failed', 0, 0, 'none before', '0 failed, none in the 24 h before'],
  ['failed', 0, 12, '12 before', '0 failed, 12 in the 24 h before'],
  ['rejected', 7, 7, 'as many before', '7 rejected, as many as in the 24 h before'],
  ['stored', 10_001, 10_000, 'about as many', '10,001 stored, about as many as the 24 h before'],
  ['duplicates', 1, 1_000, '99 % fewer', '1 duplicate, 99 % fewer than the 24 h before'],
  ['duplicates', 24, 2, '12 times as many', '24 duplicates, 12 times as many as the 24 h before'],
  ['depth', 30, 20, '50 % higher', 'up to 30 waiting, 50 % higher than the 24 h before'],
  ['depth', 30, null, 'unknown before', 'up to 30 waiting, unknown in the 24 h before'],
  ['depth', null, 30, '', 'queue depth unknown'],
  ['depth', 0, 0, 'none before', 'none waiting, none in the 24 h before'],
  ['stall', 0, 90, '1 min 30 s before', 'no wait, 1 min 30 s in the 24 h before'],
  ['stall', 45, 90, '50 % shorter', 'waited up to 45 s, 50 % shorter than the 24 h before'],
])('%s of %s after %s', (key, current, before, short, sentence) => {
  it('is told in a few words, and in a sentence', () => {
    const metric = historyMetric(key)
    expect(comparison(metric, { current, before })).toBe(short)
    expect(comparisonSentence(metric, { current, before, span: '24h' })).toBe(sentence)
  })
})

it('names the span that a week is compared with', () => {
  const compared = { current: 2, before: 1, span: '7d' as const }
  expect(comparisonSentence(historyMetric('stored'), compared)).toBe(
    '2 stored, 100 % more than the 7 d before',
  )
})

it('tells all figures of a bar, and of what nobody could read that it is not known', () => {
  expect(figuresInWords({ ...NO_FIGURES, received: 1_200, stored: 1_199, duplicates: 1 })).toBe(
    '1,200 received · 1,199 stored · 1 duplicate · 0 rejected · 0 failed · queue depth unknown · longest wait unknown',
  )
  expect(figuresInWords({ ...NO_FIGURES, depth: 300, stall: 75 })).toContain(
    'up to 300 waiting · waited up to 1 min 15 s',
  )
})
