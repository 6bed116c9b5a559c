import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import { noteOwnWrite } from '@/app/read-source'
import { authorise } from '@/lib/auth/authorise'
import { clientAddress } from '@/lib/auth/client-address'
import { failureSentence } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ActionFailure, ActionResult } from '@/lib/model/answers/action-result'
import { isRecorded, type Permission } from '@/lib/model/permissions'
import { parseInput } from '@/lib/parse-input'
import { type Actor, refuseUnlessPermitted } from '@/lib/reveal/actor'
import type { RecordedVerb } from '@/lib/reveal/recorded-verb'

/** What an action is given, once it is known who calls it and that they may. */
type ActionContext = { actor: Actor }

/** For an action that is given nothing: whatever is sent all the same is ignored. */
export const NO_INPUT = z.void().catch(undefined)

/**
 * The shape of every server action: authorise, parse, run, and say what went wrong in words. An
 * action is a public POST endpoint: whoever calls it, and with what, is known only in here. It
 * never throws, since the browser would not learn why.
 * @param name for the log, where the action fails.
 * @param input the schema of its one argument; its messages are read by people.
 * @param changesNothing whether it only looks something up. After any other, pages of this browser show
 *   what it did, however far the replica is behind.
 */
export function serverAction<Schema extends z.ZodType, Outcome extends { kind: string }>(
  name: string,
  {
    permission,
    input,
    changesNothing = false,
  }: { permission: Permission; input: Schema; changesNothing?: boolean },
  run: (context: ActionContext, input: z.output<Schema>) => Promise<Outcome>,
): (input: z.input<Schema>) => Promise<ActionResult<Outcome>> {
  return async (given) => {
    let hasRun = false
    const result = await attempt<Outcome>(name, permission, async (actor) => {
      const parsed = parseInput(input, given)
      if (parsed.kind !== 'parsed') return parsed
      hasRun = true
      return run({ actor }, parsed.input)
    })
    // Also where it failed: what it had written by then stands.
    if (hasRun && !changesNothing) await noteOwnWrite()
    return result
  }
}

/**
 * A server action that is one verb done on the record, which authorises and parses by itself.
 * @param page is shown anew afterwards, whatever came of it. A verb without one writes the log alone.
 */
export function verbAction<Input, Outcome extends { kind: string }>(
  name: string,
  verb: RecordedVerb<Input, Outcome>,
  page?: string,
): (input: Input) => Promise<ActionResult<Outcome>> {
  return async (input) => {
    const result = await attempt<Outcome>(name, null, (actor) => verb(actor, input))
    if (page !== undefined) {
      revalidatePath(page)
      await noteOwnWrite()
    }
    return result
  }
}

/** @param permission null where `run` decides who may, and records whom it refuses. */
async function attempt<Outcome extends { kind: string }>(
  name: string,
  permission: Permission | null,
  run: (actor: Actor) => Promise<ActionResult<Outcome>>,
): Promise<ActionResult<Outcome>> {
  try {
    const authorised = await authorise(permission ?? 'browse')
    if (authorised.kind === 'signed-out') return failure(authorised)
    const { user } = authorised
    const actor = { user, clientAddress: clientAddress(await headers()) }
    if (authorised.kind === 'refused') {
      if (permission !== null && isRecorded(permission)) {
        return (await refuseUnlessPermitted(actor, permission)) ?? failure(authorised)
      }
      log.warn(`${name}.refused`, { userId: user.id })
      return failure(authorised)
    }
    return await run(actor)
  } catch (error) {
    log.error(`${name}.failed`, {}, error)
    return { kind: 'failed', problem: failureSentence(error) }
  }
}

function failure({ kind, problem }: ActionFailure): ActionFailure {
  return { kind, problem }
}
