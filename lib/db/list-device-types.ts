import { database } from '@/lib/db/client'

/** More kinds of device than this is no list to choose from. */
const MOST_DEVICE_TYPES = 100

/**
 * The distinct device types, in order. Hops from one to the next by the index, since a DISTINCT
 * would read the whole table.
 */
export async function listDeviceTypes(): Promise<string[]> {
  const found = await database().$queryRaw<{ deviceType: string }[]>`
    WITH RECURSIVE kind(device_type) AS (
      (SELECT device_type FROM user_logins WHERE device_type IS NOT NULL
       ORDER BY device_type LIMIT 1)
      UNION ALL
      SELECT (SELECT l.device_type FROM user_logins l WHERE l.device_type > kind.device_type
              ORDER BY l.device_type LIMIT 1)
      FROM kind WHERE kind.device_type IS NOT NULL
    )
    SELECT device_type AS "deviceType" FROM kind
    WHERE device_type IS NOT NULL LIMIT ${MOST_DEVICE_TYPES}`
  return found.map((row) => row.deviceType)
}
