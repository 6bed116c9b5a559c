import { expect, it } from 'vitest'
import { databaseUrlProblem } from '@/lib/database-url'
import { findOriginal } from '@/lib/find-original'
import { csvRecord } from '@/lib/format/csv'
import { unwrapBody } from '@/lib/ingest/batch/unwrap-body'
import { parseTokens } from '@/lib/model/parse-tokens'
import { parseInput } from '@/lib/parse-input'
import { userId } from '@/lib/reveal/erase/user-id'
import { justification } from '@/lib/reveal/justification'

const SHORT = 10_000
const LONG = 100_000
/** Ten times as long may take ten times as long, and on a busy machine several times that. */
const MAX_TIMES = 60

/** Texts that make a pattern with two ways to read them try all of them, with an end that fits none. */
const PARTS = [
  ':',
  '1',
  'a',
  '.',
  '-',
  ' ',
  '1.',
  'a:',
  '00:',
  '%',
  '[',
  '!',
  '=',
  '\t',
  'ip1_',
  '{',
]

const READERS: Record<string, (text: string) => unknown> = {
  'an original': (text) => findOriginal(text),
  'pasted tokens': (text) => parseTokens(text),
  'a URL of a database': (text) => databaseUrlProblem(`postgresql://${text}`),
  'a field of a file': (text) => csvRecord([text]),
  'a reason': (text) => parseInput(justification, { reason: text }),
  'a user': (text) => parseInput(userId, text),
  'a message': (text) => unwrapBody(text),
}

it.each(Object.entries(READERS))(
  'reads %s in a time that grows no faster than the text',
  (_, read) => {
    for (const part of PARTS) {
      const [short, long] = [SHORT, LONG].map(
        (length) => `${part.repeat(length / part.length)}\u0001x`,
      )
      const baseMs = fastest(() => read(short ?? ''))
      const takenMs = fastest(() => read(long ?? ''))
      // What grows with the square takes minutes; what takes less than this does not.
      expect([part, takenMs < 500 || takenMs < baseMs * MAX_TIMES]).toEqual([part, true])
    }
  },
)

function fastest(act: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const startedMs = performance.now()
    act()
    return performance.now() - startedMs
  })
  return Math.min(...times)
}
