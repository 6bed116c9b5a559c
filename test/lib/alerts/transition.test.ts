import { describe, expect, it } from 'vitest'
import { transitionOf } from '@/lib/alerts/transition'
import type { KnownRule } from '@/lib/db/alerts/read-rules'
import type { Measured } from '@/lib/model/alerts/next-state'
import { DEFAULT_REVEAL_HOURS } from '@/lib/model/alerts/reveal-hours'

const NOW = new Date('2026-11-26T12:00:00.000Z')

function known(part: Partial<KnownRule> & { state?: 'ok' | 'firing' } = {}): KnownRule {
  const { state = 'ok', ...rest } = part
  return {
    rule: 'run-failed',
    isOn: true,
    threshold: null,
    hours: DEFAULT_REVEAL_HOURS,
    isMuted: false,
    mutedUntil: null,
    mutedBy: null,
    isTold: false,
    current: {
      state,
      since: new Date('2026-11-26T11:00:00.000Z'),
      value: 'as before',
      path: '/runs',
      problem: null,
      breachedSince: null,
      clearSince: null,
      memory: null,
    },
    ...rest,
  }
}

const found = (isBreached: boolean): Measured => ({
  kind: 'measured',
  isBreached,
  value: 'as before',
  path: '/runs',
})

describe('a transition', () => {
  it('is none where nothing changed', () => {
    expect(transitionOf(known(), found(false), NOW)).toBeNull()
  })

  it.each([
    // Was, muted, told before, breached → event, message, told after.
    ['ok', false, false, true, 'firing', 'firing', true],
    ['ok', true, false, true, 'firing', null, false],
    ['firing', false, true, false, 'resolved', 'resolved', false],
    ['firing', true, true, false, 'resolved', 'resolved', false],
    ['firing', true, false, false, 'resolved', null, false],
    // Unmuted while it fires.
    ['firing', false, false, true, null, 'firing', true],
  ] as const)(
    'of %s, muted %s, told %s, breached %s: event %s, message %s, told %s',
    (state, isMuted, isTold, isBreached, event, message, toldAfter) => {
      const transition = transitionOf(known({ state, isMuted, isTold }), found(isBreached), NOW)
      expect(transition?.event).toEqual(event === null ? null : { kind: event, isMuted })
      expect(transition?.message?.state ?? null).toBe(message)
      expect(transition?.isTold).toBe(toldAfter)
    },
  )

  it('tells nothing again where a rule goes on firing by another value', () => {
    const before = known({ state: 'firing', isTold: true })
    const more = { ...found(true), value: '2 runs failed.' }
    const transition = transitionOf(before, more, NOW)
    expect(transition).toMatchObject({ isTold: true, event: null, message: null })
    expect(transition?.to.value).toBe('2 runs failed.')
  })

  it('tells in a message what it is, and where to look', () => {
    const message = transitionOf(known(), found(true), NOW)?.message
    expect(message).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      rule: 'run-failed',
      severity: 'warning',
      state: 'firing',
      since: NOW.toISOString(),
      at: NOW.toISOString(),
      summary: 'Run failed: as before',
      url: expect.stringMatching(/^https?:\/\/.+\/runs$/),
    })
  })
})
