import { connectionConfig } from '@/lib/db/connection/connection-config'
import { databaseUrl } from '@/lib/env'
import { noteWhere } from '@/lib/failures/failure-place'

/** Of Postgres, for a statement that would write where nothing can be written. */
export const READ_ONLY = '25006'

/** What a database that is read-only would answer to a statement that writes. */
export function readOnlyFailure(): unknown {
  const error = Object.assign(new Error('The database is read-only'), { code: READ_ONLY })
  return noteWhere(error, connectionConfig(databaseUrl()).where)
}
