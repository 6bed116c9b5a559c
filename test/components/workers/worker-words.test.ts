import { describe, expect, it } from 'vitest'
import { idleWords, workerLook, workerRate } from '@/components/workers/worker-words'
import { workerView } from '@/test/support/factories/workers'
import { AT, secondsBefore } from '@/test/support/live-event'

const NOW = Date.parse(AT)

describe('a process', () => {
  it.each([
    [{ lastMessageAt: secondsBefore(2) }, 'following', 'accent'],
    [{ lastMessageAt: secondsBefore(240) }, 'idle', 'ok'],
    [{ lastMessageAt: null }, 'idle', 'ok'],
    [{ state: 'waiting', problem: 'The queue is away' }, 'waiting', 'warn'],
    [{ state: 'paused' }, 'paused', 'neutral'],
    [{ state: 'off' }, 'not following', 'neutral'],
    [{ state: 'ended' }, 'ended', 'neutral'],
    // Whatever it said last.
    [{ state: 'following', isSilent: true }, 'silent', 'danger'],
    [{ state: 'paused', isSilent: true }, 'silent', 'danger'],
  ] as const)('that is %j is called %s', (part, word, tone) => {
    expect(workerLook(workerView(part), NOW)).toMatchObject({ word, tone })
  })

  it.each([
    [{ state: 'following' }, 12],
    [{ state: 'waiting' }, 12],
    [{ state: 'following', isSilent: true }, null],
    [{ state: 'paused' }, null],
    [{ state: 'ended' }, null],
  ] as const)('that is %j receives %j a second', (part, rate) => {
    expect(workerRate(workerView({ ...part, rate: 12 }))).toBe(rate)
  })

  it('that waits says for what', () => {
    const worker = workerView({ state: 'waiting', problem: 'The queue is away' })
    expect(workerLook(worker, NOW).means).toBe('The queue is away')
  })

  it('that is idle says since when', () => {
    expect(idleWords(secondsBefore(250), NOW)).toBe(
      'Waiting for messages; the last one arrived 4 min ago',
    )
    expect(idleWords(null, NOW)).toBe('Waiting for messages; none has arrived yet')
  })
})
