import { Prisma } from '@/lib/db/generated/client'
import type { SharedKind } from '@/lib/model/shared-values'

/** Where the figures and the logins of each kind of shared thing are. */
export const SHARED_TABLES: Record<
  SharedKind,
  Record<'rollup' | 'key' | 'others' | 'column' | 'otherColumn', Prisma.Sql>
> = {
  device: {
    rollup: Prisma.sql`shared_devices`,
    key: Prisma.sql`device`,
    others: Prisma.sql`ips`,
    column: Prisma.sql`masked_device_id`,
    otherColumn: Prisma.sql`masked_ip`,
  },
  ip: {
    rollup: Prisma.sql`shared_ips`,
    key: Prisma.sql`ip`,
    others: Prisma.sql`devices`,
    column: Prisma.sql`masked_ip`,
    otherColumn: Prisma.sql`masked_device_id`,
  },
}
