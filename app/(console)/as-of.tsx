import type { ReactNode } from 'react'
import { requestSource } from '@/app/read-source'
import { ReadAsOf } from '@/components/shell/read-as-of'
import { STALE_AFTER_MS } from '@/lib/model/live/replica'

/** A page that is read by `attemptRead`, which says so where the replica it was read from was behind. */
export async function AsOf({ children }: { children: ReactNode }) {
  const { isReplica, asOfMs, lagMs } = await requestSource()
  const at = isReplica && lagMs >= STALE_AFTER_MS ? new Date(asOfMs).toISOString() : null
  return <ReadAsOf at={at}>{children}</ReadAsOf>
}
