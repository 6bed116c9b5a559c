import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { withConnection } from '@/lib/db/connection/connection'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'
import { selectKeepingFirsts } from '@/lib/db/rollups/known-firsts'
import { FOLD_KEY, ROLLUP_NAMES, ROLLUP_TABLES } from '@/lib/db/rollups/rollup-tables'
import { failureCode, UserError } from '@/lib/errors'
import { DAY_MS } from '@/lib/model/time/units'

/**
 * Computes all rollups anew from the stored logins, in one transaction, into tables that take the
 * old ones' place at its end; what they tell of the time before all logins is kept. Ingestion and readers go
 * on meanwhile: readers see the old figures, and batches that commit later are left for the next fold. Folds wait.
 * @param onStep told what is done next, in words, and waited for.
 * @throws UserError where a view is built on one of the tables.
 */
export async function rebuildRollups(onStep?: OnStep): Promise<void> {
  await withConnection(
    async (client) => {
      await beginAlone(client, onStep)
      await client.query(`SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '512MB'`)
      const successors: Successor[] = []
      for (const name of ROLLUP_NAMES) successors.push(await readSuccessor(client, name))
      for (const [at, table] of ROLLUP_TABLES.entries()) {
        await onStep?.(`computing ${table.name}`)
        const successor = successors[at] as Successor
        await client.query(successor.create)
        await client.query(
          `INSERT INTO ${successor.name} (${table.columns}) ${selectKeepingFirsts(table)}`,
        )
        // Made from a whole table, an index takes a tenth of the time that row by row it would.
        for (const statement of successor.complete) await client.query(statement)
      }
      await lockAll(client, onStep)
      for (const { replace } of successors) await client.query(replace)
      await client.query('COMMIT')
      await client.query(
        `BEGIN; SET LOCAL statement_timeout = 0; ${NO_TRANSACTION_TIMEOUT};
         ANALYZE ${ROLLUP_NAMES.join(', ')}; COMMIT`,
      )
    },
    { deadlineMs: DEADLINE_MS },
  )
}

/**
 * Begins a transaction beside which nobody writes rollups, and of one snapshot: what it sees of the
 * batches is what it sees of their logins. Locks of tables come first, since they are taken before
 * there is a snapshot: whoever wrote them before has committed, and is seen. The advisory lock, which
 * whoever writes takes first, is only tried: its holder may be waiting for the tables.
 */
async function beginAlone(client: pg.Client, onStep?: OnStep): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.query(BEGIN)
      await client.query(`LOCK TABLE ${ROLLUP_NAMES.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
      const { rows } = await client.query<{ taken: boolean }>(
        `SELECT pg_try_advisory_xact_lock(${FOLD_KEY}) AS taken`,
      )
      if (rows[0]?.taken) {
        // Not before the tables are locked: it takes the snapshot.
        await client.query(NO_TRANSACTION_TIMEOUT)
        await client.query('DELETE FROM unfolded_batches')
        return
      }
    } catch (error) {
      // A lock that was not to be had in time; or a batch that was folded between the two locks.
      if (!['55P03', '40001', '40P01'].includes(failureCode(error) ?? '')) throw error
    }
    await client.query('ROLLBACK')
    if (attempt === 0) await onStep?.('waiting for the fold under way')
    await sleep(FOLD_WAIT_MS)
  }
}

const LOCK_WAIT_MS = 200
const BEGIN = `
  BEGIN ISOLATION LEVEL REPEATABLE READ;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL lock_timeout = '${LOCK_WAIT_MS}ms'`
/** For one statement: what is computed may take hours of a great many logins. */
const DEADLINE_MS = DAY_MS
const FOLD_WAIT_MS = 50
const LOCK_PAUSE_MS = 1_000

/** Told what is done next, in words, and waited for. */
export type OnStep = (words: string) => unknown

/** A table that is to take another's place: SQL that creates it, completes it, and puts it there. */
type Successor = { name: string; create: string; complete: string[]; replace: string }

type Catalog = {
  options: string[] | null
  indexes: { name: string; columns: string; primary: boolean }[]
  grants: { role: string; privileges: string }[]
  owner: string
  /** What reads the table by a definition of its own. */
  views: string[]
}

/**
 * All at once, so that readers find each table either before or after. Where somebody reads for long,
 * it is tried again: whoever came after this would wait behind it.
 */
async function lockAll(client: pg.Client, onStep?: OnStep): Promise<void> {
  await client.query('SAVEPOINT unlocked')
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.query(`LOCK TABLE ${ROLLUP_NAMES.join(', ')} IN ACCESS EXCLUSIVE MODE`)
      return
    } catch (error) {
      if (failureCode(error) !== '55P03') throw error
      await client.query('ROLLBACK TO SAVEPOINT unlocked')
      if (attempt === 0) await onStep?.('waiting for somebody who reads them')
      await sleep(LOCK_PAUSE_MS)
    }
  }
}

/**
 * Like the table in all that it has by now: columns, options, indexes by their names, owner, grants.
 * @throws UserError where a view is built on the table.
 */
async function readSuccessor(client: pg.Client, table: string): Promise<Successor> {
  const name = `rebuilt_${table}`
  const { rows } = await client.query<Catalog>(CATALOG, [table])
  const { options, indexes, grants, owner, views } = rows[0] as Catalog
  if (views.length > 0) {
    throw new UserError(
      `${table} cannot be replaced: ${views.join(', ')} is built on it. Drop that first, and make it again after.`,
    )
  }
  const storage = options === null ? '' : ` WITH (${options.join(', ')})`
  return {
    name,
    create: `CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS)${storage}`,
    complete: [
      ...indexes.map((index) =>
        index.primary
          ? `ALTER TABLE ${name} ADD CONSTRAINT "rebuilt_${index.name}" PRIMARY KEY ${index.columns}`
          : `CREATE INDEX "rebuilt_${index.name}" ON ${name} ${index.columns}`,
      ),
      `ALTER TABLE ${name} OWNER TO ${owner}`,
      ...grants.map(({ role, privileges }) => `GRANT ${privileges} ON ${name} TO ${role}`),
    ],
    replace: [
      `DROP TABLE ${table}`,
      `ALTER TABLE ${name} RENAME TO ${table}`,
      ...indexes.map((index) => `ALTER INDEX "rebuilt_${index.name}" RENAME TO "${index.name}"`),
    ].join(';'),
  }
}

const CATALOG = `
  SELECT reloptions AS options,
    (SELECT json_agg(json_build_object('name', i.relname, 'primary', x.indisprimary, 'columns',
       substring(pg_get_indexdef(i.oid) FROM ' USING btree (\\(.*)$')))
     FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid
     WHERE x.indrelid = t.oid) AS indexes,
    (SELECT coalesce(json_agg(json_build_object('role', coalesce(quote_ident(r.rolname), 'PUBLIC'), 'privileges', privileges)), '[]')
     FROM (SELECT grantee, string_agg(privilege_type, ', ') AS privileges
           FROM aclexplode(t.relacl) WHERE grantee <> t.relowner GROUP BY grantee) AS granted
     LEFT JOIN pg_roles AS r ON r.oid = grantee) AS grants,
    quote_ident(pg_get_userbyid(relowner)) AS owner,
    ARRAY(SELECT DISTINCT ev_class::regclass::text FROM pg_depend JOIN pg_rewrite AS w ON w.oid = objid
          WHERE refobjid = t.oid AND classid = 'pg_rewrite'::regclass) AS views
  FROM pg_class AS t WHERE t.oid = $1::regclass`
