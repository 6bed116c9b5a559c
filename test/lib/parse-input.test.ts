import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput } from '@/lib/parse-input'

const schema = z.object({
  id: z.string({ error: 'Give an id.' }).max(3, { error: 'An id has at most 3 characters.' }),
  mark: z.enum(['good', 'bad']),
})

describe('parseInput', () => {
  it('gives what the schema makes of it, and no more', () => {
    expect(parseInput(schema, { id: 'a', mark: 'good', user: 'somebody else' })).toEqual({
      kind: 'parsed',
      input: { id: 'a', mark: 'good' },
    })
  })

  it.each([
    [{ mark: 'good' }, 'Give an id.'],
    [{ id: 'long', mark: 'secret' }, 'An id has at most 3 characters.'],
    [{ id: 'a', mark: 'secret' }, 'This request is incomplete or malformed.'],
    [null, 'This request is incomplete or malformed.'],
    [undefined, 'This request is incomplete or malformed.'],
    [[], 'This request is incomplete or malformed.'],
    [{ toString: null }, 'Give an id.'],
  ])('says the first thing that is wrong with %j', (given, problem) => {
    expect(parseInput(schema, given)).toEqual({ kind: 'invalid', problem })
  })
})
