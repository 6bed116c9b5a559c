import { answer } from '@/app/api/answer'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { readHistory } from '@/lib/db/history/read-history'
import { parseHistorySpan } from '@/lib/model/pipeline/history'

/** What became of messages in a span up to now, in bars of the zone in which whoever asks sees times. */
export function GET(request: Request): Promise<Response> {
  const read = async () => {
    const span = parseHistorySpan(new URL(request.url).searchParams.get('span'))
    return Response.json(await readHistory(span, requestTimeZone(request.headers)))
  }
  return answer('history', read, { prolong: false })
}
