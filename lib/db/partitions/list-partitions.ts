import { database } from '@/lib/db/client'

/** A part of `user_logins`: what was sent from its lower to before its upper bound. */
export type Partition = {
  name: string
  /** Null: from ever. */
  from: Date | null
  /** Null: for ever. */
  to: Date | null
  /** As VACUUM counted them last; null where it never looked. */
  rows: number | null
  /** On disk, indexes included. */
  bytes: number
}

/** The partitions of `user_logins`, oldest first. */
export async function listPartitions(): Promise<Partition[]> {
  return database().$queryRaw<Partition[]>`
    SELECT name, lower_bound AS "from", upper_bound AS "to",
      nullif(reltuples, -1)::float8 AS rows, pg_total_relation_size(pg_class.oid)::float8 AS bytes
    FROM login_partitions() JOIN pg_class ON pg_class.oid = to_regclass(name)
    ORDER BY lower_bound NULLS FIRST`
}
