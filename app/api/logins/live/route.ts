import { answer } from '@/app/api/answer'
import { readQuestion } from '@/app/api/logins/since-mark'
import { listLoginsSince } from '@/lib/db/logins/list-logins-since'

/** What a page shows of two seconds. */
const MAX_LOGINS = 40

/**
 * The newest logins that match a filter and were stored after a mark of the ledger, how many there are, and
 * the mark to go on from. Null where the ledger does not know the mark any more.
 */
export function GET(request: Request): Promise<Response> {
  const list = async () => {
    const question = await readQuestion(request)
    if (question === null) return new Response('Not a question.', { status: 400 })
    return Response.json(await listLoginsSince(question.filter, question.mark, MAX_LOGINS))
  }
  return answer('live-logins', list, { prolong: false })
}
