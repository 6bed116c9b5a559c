import { backgroundDatabase } from '@/lib/db/client'
import { erasedPrefix } from '@/lib/model/token'

/** What an erasure of a person would reach, as of now. */
export type Erasable = {
  /** Logins that still have a token. */
  rows: number
  /** Distinct devices and IPs among them. */
  devices: number
  ips: number
  /** Of these, those that other people's logins have, too: their originals stay. */
  shared: number
  /** Logins erased before. */
  erasedRows: number
}

/** Counts what an erasure would reach; reads the person's logins alone, and asks of each value once. */
export async function countErasable(userId: string): Promise<Erasable> {
  const [row] = await backgroundDatabase().$queryRaw<Erasable[]>`
    WITH own AS MATERIALIZED (
      SELECT masked_ip AS ip, masked_device_id AS device,
        coalesce(starts_with(masked_ip, ${erasedPrefix('ip')}), true)
          AND coalesce(starts_with(masked_device_id, ${erasedPrefix('device_id')}), true) AS erased
      FROM user_logins WHERE user_id = ${userId}
    ),
    ips AS (SELECT DISTINCT ip FROM own WHERE NOT erased AND NOT starts_with(ip, ${erasedPrefix('ip')})),
    devices AS (
      SELECT DISTINCT device FROM own WHERE NOT erased AND NOT starts_with(device, ${erasedPrefix('device_id')})
    )
    SELECT (SELECT count(*)::int FROM own WHERE NOT erased) AS "rows",
      (SELECT count(*)::int FROM devices) AS "devices",
      (SELECT count(*)::int FROM ips) AS "ips",
      (SELECT count(*)::int FROM ips WHERE EXISTS (
        SELECT FROM user_logins WHERE masked_ip = ips.ip AND user_id IS DISTINCT FROM ${userId}))
      + (SELECT count(*)::int FROM devices WHERE EXISTS (
        SELECT FROM user_logins WHERE masked_device_id = devices.device
          AND user_id IS DISTINCT FROM ${userId})) AS "shared",
      (SELECT count(*)::int FROM own WHERE erased) AS "erasedRows"`
  return row as Erasable
}
