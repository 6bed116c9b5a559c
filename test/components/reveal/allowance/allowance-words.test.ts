import { describe, expect, it } from 'vitest'
import { allowanceWords } from '@/components/reveal/allowance/allowance-words'

describe('allowanceWords', () => {
  it('says what is left, what is taken of it, and whether that is too much', () => {
    expect(allowanceWords(18, 6)).toBe('You may reveal 18 more values this hour; this takes 6.')
    expect(allowanceWords(6, 6)).toBe('You may reveal 6 more values this hour; this takes 6.')
    expect(allowanceWords(1, 0)).toBe('You may reveal 1 more value this hour.')
    expect(allowanceWords(4, 6)).toBe(
      'You may reveal 4 more values this hour, and this takes 6: ask for fewer.',
    )
    expect(allowanceWords(0, 1)).toBe('You may reveal no more values this hour.')
  })
})
