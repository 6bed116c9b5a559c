import type { Transaction } from '@/lib/db/client'
import { FOLD_LOCK, FOLDED, ROLLUP_TABLES, type RollupTable } from '@/lib/db/rollups/rollup-tables'

/** Keeps folds away until the transaction ends; to be called before tokens of logins are changed. */
export async function lockRollups(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${FOLD_LOCK}::bigint)::text`
}

/**
 * Computes anew what the rollups say of some devices and IPs, from the logins as the transaction
 * has left them. `lockRollups` comes first.
 */
export async function recomputeRollups(
  tx: Transaction,
  devices: readonly string[],
  ips: readonly string[],
): Promise<void> {
  const of = (column: string, tokens: string) => `${column} = ANY(${tokens}::text[])`
  const replace = async (name: string, kept: string, login: string, ...values: unknown[]) => {
    const { columns, select } = tableOf(name)
    await tx.$executeRawUnsafe(`DELETE FROM ${name} WHERE ${kept}`, ...values)
    const source = `(SELECT * FROM user_logins WHERE (${login}) AND ${FOLDED}) AS changed`
    await tx.$executeRawUnsafe(`INSERT INTO ${name} (${columns}) ${select(source)}`, ...values)
  }
  const around = await findAround(tx, devices, ips)
  const byDevice = of('masked_device_id', '$1')
  await replace('device_users', of('device', '$1'), byDevice, devices)
  await replace('shared_devices', of('token', '$1'), byDevice, devices)
  await replace('ip_users', of('ip', '$1'), of('masked_ip', '$1'), ips)
  await replace('shared_ips', of('token', '$1'), of('masked_ip', '$1'), ips)
  const eitherPair = `${of('device', '$1')} OR ${of('ip', '$2')}`
  await replace('device_ips', eitherPair, `${byDevice} OR ${of('masked_ip', '$2')}`, devices, ips)
  await recount(tx, around)
}

type Around = { devices: string[]; ips: string[] }

/** Whatever was seen with these: its own figures count them. */
async function findAround(tx: Transaction, devices: readonly string[], ips: readonly string[]) {
  const [found] = await tx.$queryRaw<Around[]>`
    SELECT ARRAY(SELECT DISTINCT device FROM device_ips WHERE ip = ANY(${ips}::text[])) AS devices,
      ARRAY(SELECT DISTINCT ip FROM device_ips WHERE device = ANY(${devices}::text[])) AS ips`
  return found as Around
}

/** How many IPs a device was seen with, and devices an IP, is counted again. */
async function recount(tx: Transaction, { devices, ips }: Around) {
  await tx.$executeRaw`
    UPDATE shared_devices AS t
    SET ips = (SELECT count(*) FROM device_ips AS pair WHERE pair.device = t.token)
    WHERE t.token = ANY(${devices}::text[])`
  await tx.$executeRaw`
    UPDATE shared_ips AS t
    SET devices = (SELECT count(*) FROM device_ips AS pair WHERE pair.ip = t.token)
    WHERE t.token = ANY(${ips}::text[])`
}

function tableOf(name: string): RollupTable {
  const table = ROLLUP_TABLES.find((one) => one.name === name)
  if (table === undefined) throw new Error(`There is no rollup ${name}`)
  return table
}
