import type { z } from 'zod'
import type { RecordedPermission } from '@/lib/model/permissions'
import { parseInput } from '@/lib/parse-input'
import { type Actor, type Refused, refuseUnlessPermitted } from '@/lib/reveal/actor'

/** What was given is not what the verb takes: nothing was done, and nothing recorded. */
export type Invalid = { kind: 'invalid'; problem: string }

/**
 * Something that is done on the record. `input` may be anything that somebody sent; `tools` are what
 * the caller lends for it.
 */
export type RecordedVerb<Input, Outcome, Tools extends unknown[] = []> = (
  actor: Actor,
  input: Input,
  ...tools: Tools
) => Promise<Refused | Invalid | Outcome>

/**
 * The shape of every verb of this room: authorise, parse, run. Who may not is refused before
 * anything they sent is looked at, and the refusal is recorded; what is done, `run` records itself,
 * and commits that before it opens or changes anything.
 * @param input its messages are read by people: each a sentence.
 */
export function recordedVerb<
  Schema extends z.ZodType,
  Outcome extends { kind: string },
  Tools extends unknown[] = [],
>(
  permission: RecordedPermission,
  input: Schema,
  run: (actor: Actor, input: z.output<Schema>, ...tools: Tools) => Promise<Outcome>,
): RecordedVerb<z.input<Schema>, Outcome, Tools> {
  return async (actor, given, ...tools) => {
    const refused = await refuseUnlessPermitted(actor, permission)
    if (refused !== null) return refused
    const parsed = parseInput(input, given)
    return parsed.kind === 'parsed' ? run(actor, parsed.input, ...tools) : parsed
  }
}
