import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { MAX_MISSING } from '@/lib/db/ledger/read-ledger-watermark'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'

const batchId = z.string().regex(/^\d{1,18}$/)
const question = z.object({
  now: z.coerce.number().int().min(0).max(8_640_000_000_000_000),
  since: batchId,
  key: z.uuid().optional(),
  missing: z.array(batchId).max(MAX_MISSING),
})

/**
 * How many logins that match a filter were stored after its page was read: `now` is when that was;
 *  `since`, `key` and `missing` are the
 * mark of the ledger then. Null where that is not known any more.
 */
export function GET(request: Request): Promise<Response> {
  const count = async () => {
    const { searchParams } = new URL(request.url)
    const { now, since, key } = Object.fromEntries(searchParams)
    const parsed = question.safeParse({ now, since, key, missing: searchParams.getAll('missing') })
    if (!parsed.success) return new Response('Not a question.', { status: 400 })
    const mark = {
      newest: parsed.data.since,
      key: parsed.data.key ?? null,
      missing: parsed.data.missing,
    }
    const query = parseLoginsQuery(searchParams).query
    const asked = filterOf(query, parsed.data.now, requestTimeZone(request.headers))
    const filter = await currentFilter(asked)
    return Response.json(await countLoginsSince(filter, mark))
  }
  return answer('newer-logins', count, { prolong: false })
}
