import { readReadiness } from '@/app/api/health/read-health'
import { isShuttingDown } from '@/lib/web/shut-down'

/**
 * Whether people may be sent to this process: the database is there, the keys fit it, and it is not
 * about to end. Without the queue its pages still work, and say so.
 */
export async function GET(): Promise<Response> {
  const isReady = !isShuttingDown() && (await readReadiness())
  return Response.json({ status: isReady ? 'ok' : 'failing' }, { status: isReady ? 200 : 503 })
}
