import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { UserError } from '@/lib/errors'
import { noteWhere } from '@/lib/failures/failure-place'

/**
 * Prisma's adapter on a pool of ours. Prisma writes the schema's name into its queries: it is told the
 * one that the connections really look in, whether the URL, the role or the database chose it.
 */
export class PooledAdapter extends PrismaPg {
  readonly #pool: pg.Pool
  readonly #where: string

  constructor(pool: pg.Pool, where: string) {
    super(pool, { disposeExternalPool: true })
    this.#pool = pool
    this.#where = where
  }

  /** Where it fails, Prisma tries again with the next query. */
  override async connect() {
    const schemaName = await readSchema(this.#pool, this.#where)
    const adapter = placed(await super.connect(), this.#where)
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => {
      const tx = await start(level).catch((error) => {
        throw noteWhere(error, this.#where)
      })
      return placed(tx, this.#where)
    }
    // Prisma puts it between quotes as it is.
    const escaped = schemaName.replaceAll('"', '""')
    adapter.getConnectionInfo = () => ({ schemaName: escaped, supportsRelationJoins: true })
    return adapter
  }
}

/** @throws UserError where the connection looks in no schema that exists. */
async function readSchema(pool: pg.Pool, where: string): Promise<string> {
  const { rows } = await pool
    .query<{ schema: string | null }>('SELECT current_schema() AS schema')
    .catch((error) => {
      throw noteWhere(error, where)
    })
  const schema = rows[0]?.schema
  if (typeof schema === 'string') return schema
  throw new UserError(
    `None of the schemas that a connection to ${where} looks in exists. Run npm run migrate, or ` +
      'name one with ?schema=.',
  )
}

/** Notes on every error which database it came from: the adapter makes new ones, which do not know. */
function placed<Queryable extends SqlQueryable>(queryable: Queryable, where: string): Queryable {
  const { queryRaw, executeRaw } = queryable
  const fail = (error: unknown) => {
    throw noteWhere(error, where)
  }
  return Object.assign(queryable, {
    queryRaw: (query) => queryRaw.call(queryable, query).catch(fail),
    executeRaw: (query) => executeRaw.call(queryable, query).catch(fail),
  } satisfies Pick<SqlQueryable, 'queryRaw' | 'executeRaw'>)
}
