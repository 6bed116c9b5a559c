import { inTime } from '@/app/(console)/in-time'
import { fromReadSource } from '@/app/read-source'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Loaded } from '@/lib/model/query/loaded'

/**
 * Reads what a page shows, in time; a failure becomes a value that the page can show, and is logged
 * as `<name>.read-failed`.
 */
export async function attemptRead<T>(
  name: string,
  read: () => Promise<T>,
  context: Record<string, string | number> = {},
): Promise<Loaded<T>> {
  try {
    return { kind: 'loaded', value: await inTime(fromReadSource(read)) }
  } catch (error) {
    log.error(`${name}.read-failed`, context, error)
    return { kind: 'failed', cause: describeFailure(error), detail: failureCode(error) }
  }
}
