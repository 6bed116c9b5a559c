import type { ApiCollection } from '@/app/api/v1/collections/api-collection'
import { LOGINS } from '@/app/api/v1/collections/logins'
import { REJECTED } from '@/app/api/v1/collections/rejected'
import { RUNS } from '@/app/api/v1/collections/runs'
import { DEVICES, IPS } from '@/app/api/v1/collections/shared'
import type { ApiScope } from '@/lib/model/api-token'

/** Every collection of the API; each has a scope of its own name. */
export const API_COLLECTIONS: Record<ApiScope, ApiCollection> = {
  logins: LOGINS,
  devices: DEVICES,
  ips: IPS,
  runs: RUNS,
  rejected: REJECTED,
}
