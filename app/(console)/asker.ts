import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { authorise } from '@/lib/auth/authorise'
import { clientAddress } from '@/lib/auth/client-address'
import type { CurrentUser } from '@/lib/auth/current-user'
import { requireUser } from '@/lib/auth/require-user'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import type { RevealAction } from '@/lib/model/reveal-log'
import { type Asker, refuseUnlessAdmin } from '@/lib/reveal/asker'

/** What an action answers that could not even ask. */
export type Failed = { kind: 'failed'; problem: string }

/**
 * Hands an action whoever calls it, and turns what goes wrong into words: what an action throws
 * arrives as none. Whether they may do it is decided, and recorded, by what is called.
 */
export async function asAsker<Answer>(
  name: string,
  act: (asker: Asker) => Promise<Answer>,
): Promise<Answer | Failed> {
  try {
    const authorised = await authorise()
    if (!authorised.ok) return { kind: 'failed', problem: authorised.problem }
    return await act({ user: authorised.user, clientAddress: clientAddress(await headers()) })
  } catch (error) {
    log.error(`${name}.failed`, {}, error)
    return { kind: 'failed', problem: `${describeFailure(error)}.`.replace(/\.\.$/, '.') }
  }
}

/**
 * For pages that only an admin may use: to everybody else they do not exist, and the attempt is
 * recorded.
 */
export async function requireAdminOrRecord(action: RevealAction): Promise<CurrentUser> {
  const user = await requireUser()
  const asker = { user, clientAddress: clientAddress(await headers()) }
  if ((await refuseUnlessAdmin(asker, action)) !== null) notFound()
  return user
}
