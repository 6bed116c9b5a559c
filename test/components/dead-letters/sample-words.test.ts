import { expect, it } from 'vitest'
import { oldestName, sampleWords } from '@/components/dead-letters/sample-words'
import {
  type DeadLetter,
  type DeadLetterFate,
  sampleFigures,
} from '@/lib/model/pipeline/dead-letters'

const letter = (becomes: DeadLetterFate, sentAt = '2026-11-26T10:00:00.000Z') =>
  ({ becomes, sentAt, messageId: 'a' }) as DeadLetter

it.each([
  [
    ['stored', 'stored', 'login', 'no-login'],
    '4 looked at: 2 stored already, 1 new login, 1 no login',
  ],
  [['rejected'], '1 looked at: 1 rejected already'],
] as const)('%s', (fates, words) => {
  expect(sampleWords(fates.map((fate) => letter(fate)))).toBe(words)
})

it.each([
  [3, 3, 'oldest sent'],
  [3, 2, 'oldest sent'],
  [50, 3_000, 'oldest of 50 messages sent'],
  [1, 2, 'oldest of 1 message sent'],
])('of %d looked at where %d wait: %s', (looked, waiting, name) => {
  expect(oldestName(looked, waiting)).toBe(name)
})

it('finds the oldest, whatever the order', () => {
  const letters = ['2026-11-26', '2026-11-20', '2026-11-24'].map((day) =>
    letter('login', `${day}T10:00:00.000Z`),
  )
  expect(sampleFigures(letters).oldest).toBe('2026-11-20T10:00:00.000Z')
  expect(sampleFigures([]).oldest).toBeNull()
})
