import { database } from '@/lib/db/client'
import type { LeaseName } from '@/lib/db/leases/take-lease'

/** Lets go of a lease, where this process holds it. */
export async function releaseLease(name: LeaseName, holder: string): Promise<void> {
  await database().lease.deleteMany({ where: { name, holder } })
}
