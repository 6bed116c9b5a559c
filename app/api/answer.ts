import { fromReadSource } from '@/app/read-source'
import { authorise } from '@/lib/auth/authorise'
import type { CurrentUser } from '@/lib/auth/current-user'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * Authorises a request to read, answers it, and turns whatever goes wrong into words.
 * @param prolong false for what a page asks for by itself: it is no use of the session.
 */
export async function answer(
  name: string,
  act: (user: CurrentUser) => Promise<Response>,
  { prolong }: { prolong: boolean } = { prolong: true },
): Promise<Response> {
  try {
    const authorised = await authorise('browse', prolong)
    if (authorised.kind !== 'authorised') {
      return new Response(authorised.problem, { status: authorised.status })
    }
    return await fromReadSource(() => act(authorised.user))
  } catch (error) {
    log.error(`${name}.failed`, {}, error)
    return new Response(describeFailure(error), { status: 503 })
  }
}
