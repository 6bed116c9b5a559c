import type { z } from 'zod'

type ParsedInput<Schema extends z.ZodType> =
  | { kind: 'parsed'; input: z.output<Schema> }
  | { kind: 'invalid'; problem: string }

/**
 * Parses what came from outside, in the words of whoever sent it: the first thing that is wrong, as
 * the schema says it. A schema without words of its own says no more than that; what was sent is
 * never quoted.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
): ParsedInput<Schema> {
  const parsed = schema.safeParse(given, { error: () => NOT_UNDERSTOOD })
  if (parsed.success) return { kind: 'parsed', input: parsed.data }
  return { kind: 'invalid', problem: parsed.error.issues[0]?.message ?? NOT_UNDERSTOOD }
}

const NOT_UNDERSTOOD = 'This request is incomplete or malformed.'
