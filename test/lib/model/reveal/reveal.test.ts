import { describe, expect, it } from 'vitest'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'
import { REVEAL_SHOWN_RULE, revealShownSeconds } from '@/lib/model/reveal/reveal'

describe('the time that originals are shown', () => {
  it('is half a minute, and two seconds more for each value beyond the first two', () => {
    expect([0, 1, 2, 3, 6, MAX_TOKENS].map(revealShownSeconds)).toEqual([30, 30, 30, 32, 38, 226])
    expect(REVEAL_SHOWN_RULE).toContain(
      '30 seconds, and 2 more for each value beyond the first two',
    )
  })
})
