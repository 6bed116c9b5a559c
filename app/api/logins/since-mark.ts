import { z } from 'zod'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { type LedgerWatermark, MAX_MISSING } from '@/lib/db/ledger/read-ledger-watermark'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { filterOf, type LoginFilter, parseLoginsQuery } from '@/lib/model/query/logins-query'

const batchId = z.string().regex(/^\d{1,18}$/)
const question = z.object({
  now: z.coerce.number().int().min(0).max(8_640_000_000_000_000),
  since: batchId,
  key: z.uuid().optional(),
  missing: z.array(batchId).max(MAX_MISSING),
})

type Question = { filter: LoginFilter; mark: LedgerWatermark }

/**
 * The filter and the mark of the ledger that a request asks about: `now` is when its page was read; `since`,
 * `key` and `missing` are the mark then. Null where it is no such question.
 */
export async function readQuestion(request: Request): Promise<Question | null> {
  const { searchParams } = new URL(request.url)
  const { now, since, key } = Object.fromEntries(searchParams)
  const parsed = question.safeParse({ now, since, key, missing: searchParams.getAll('missing') })
  if (!parsed.success) return null
  const { query } = parseLoginsQuery(searchParams)
  const asked = filterOf(query, parsed.data.now, requestTimeZone(request.headers))
  return {
    filter: await currentFilter(asked),
    mark: {
      newest: parsed.data.since,
      key: parsed.data.key ?? null,
      missing: parsed.data.missing,
    },
  }
}
