import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { SUGGESTED_FIELDS, suggestValues } from '@/lib/db/logins/suggest-values'

const querySchema = z.object({
  field: z.enum(SUGGESTED_FIELDS),
  typed: z.string().max(256),
})

/** What a filter could be set to. A POST, so that what was typed stays out of addresses and logs. */
export function POST(request: Request): Promise<Response> {
  const suggest = async () => {
    const parsed = querySchema.safeParse(await request.json().catch(() => null))
    if (!parsed.success) return new Response('Not a question.', { status: 400 })
    return Response.json(await suggestValues(parsed.data.field, parsed.data.typed))
  }
  return answer('suggest', suggest, { prolong: false })
}
