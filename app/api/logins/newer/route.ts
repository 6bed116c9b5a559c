import { answer } from '@/app/api/answer'
import { readQuestion } from '@/app/api/logins/since-mark'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'

/**
 * How many logins that match a filter were stored after its page was read. Null where that is not known any
 * more.
 */
export function GET(request: Request): Promise<Response> {
  const count = async () => {
    const question = await readQuestion(request)
    if (question === null) return new Response('Not a question.', { status: 400 })
    return Response.json(await countLoginsSince(question.filter, question.mark))
  }
  return answer('newer-logins', count, { prolong: false })
}
