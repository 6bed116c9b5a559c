import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput } from '@/lib/parse-input'
import { justification, justify } from '@/lib/reveal/justification'

const REASON = 'A customer reported a stolen phone'
const NOT_PLAIN = 'The reason and the ticket must be plain text.'
const HOLDS = 'Leave IP addresses and device ids out of the reason: it is kept forever.'

describe('a justification', () => {
  it.each([
    [{ reason: REASON }, { reason: REASON, ticket: undefined }],
    [
      { reason: ` ${REASON} `, ticket: '' },
      { reason: REASON, ticket: undefined },
    ],
    [
      { reason: REASON, ticket: ' T-1 ' },
      { reason: REASON, ticket: 'T-1' },
    ],
    [{ reason: 'about\r\nversion\r2.3.0' }, { reason: 'about\nversion\n2.3.0', ticket: undefined }],
  ])('is taken: %j', (given, input) => {
    expect(parseInput(justification, given)).toEqual({ kind: 'parsed', input })
  })

  it.each([
    [{}, NOT_PLAIN],
    [{ reason: 42 }, NOT_PLAIN],
    [{ reason: REASON, ticket: [] }, NOT_PLAIN],
    [{ reason: 'a good reason\0 indeed' }, NOT_PLAIN],
    [{ reason: 'a good reason \ud83d' }, NOT_PLAIN],
    [{ reason: '\u202ea good reason' }, NOT_PLAIN],
    [{ reason: 'because' }, 'Give a reason of 10 to 1000 characters.'],
    [{ reason: 'x'.repeat(1_001) }, 'Give a reason of 10 to 1000 characters.'],
    [{ reason: REASON, ticket: 'x'.repeat(129) }, 'A ticket has at most 128 characters.'],
    [{ reason: 'who is 203.0.113.7, please?' }, HOLDS],
    [{ reason: 'who is [2001:db8::1]?' }, HOLDS],
    [{ reason: 'who is 111-22-3333, please?' }, HOLDS],
    [{ reason: REASON, ticket: '203.0.113.7' }, HOLDS],
  ])('is refused in words: %j', (given, problem) => {
    expect(parseInput(justification, given)).toEqual({ kind: 'invalid', problem })
  })

  it('must not hold the value it is about, in any case', () => {
    expect(justify({ reason: 'about canary-1 only' }, 'Canary-1')).toMatchObject({ problem: HOLDS })
    expect(justify({ reason: 'about canary-1 only' }, 'Canary-2').kind).toBe('justified')
  })

  it('comes after what else is wrong with a request', () => {
    const schema = z.object({ id: z.string({ error: 'Give an id.' }) }).and(justification)
    expect(parseInput(schema, { reason: 'no' })).toMatchObject({ problem: 'Give an id.' })
    expect(parseInput(schema, { id: '1', reason: REASON })).toMatchObject({
      input: { id: '1', reason: REASON },
    })
  })
})
