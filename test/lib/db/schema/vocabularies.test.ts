import { describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import * as enums from '@/lib/db/generated/enums'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { provideEnv } from '@/lib/env'
import {
  ALERT_CHANNEL_KINDS,
  ALERT_DELIVERY_STATES,
  ALERT_EVENT_KINDS,
  ALERT_STATES,
} from '@/lib/model/alerts/alert'
import { API_SCOPES } from '@/lib/model/api-token'
import { ROLE_NAMES } from '@/lib/model/permissions'
import { RUN_MODES, RUN_STATES, type RunState } from '@/lib/model/pipeline/ledger'
import { WORKER_KINDS, WORKER_STATES } from '@/lib/model/pipeline/workers'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'
import { RETENTION_KINDS } from '@/lib/model/retention/retention-kinds'
import { RISK_SIGNAL_NAMES } from '@/lib/model/risk/risk-signals'
import { REVIEW_KINDS, REVIEW_MARKS } from '@/lib/model/shared/reviews'
import { insertRun } from '@/test/support/factories/runs'
import { createEmptyDatabase, useServices } from '@/test/support/services'

const services = useServices()

/** Every enum of the database, and what the program holds it to be. */
const ENUMS: Record<string, readonly string[]> = {
  alert_channel_kind: ALERT_CHANNEL_KINDS,
  alert_delivery_state: ALERT_DELIVERY_STATES,
  alert_event_kind: ALERT_EVENT_KINDS,
  alert_state: ALERT_STATES,
  api_scope: API_SCOPES,
  key_kind: Object.values(enums.KeyKind),
  key_state: Object.values(enums.KeyState),
  retention_kind: RETENTION_KINDS,
  review_kind: REVIEW_KINDS,
  review_mark: REVIEW_MARKS,
  risk_signal: RISK_SIGNAL_NAMES,
  rotation_state: Object.values(enums.RotationState),
  run_mode: RUN_MODES,
  run_state: RUN_STATES,
  worker_kind: WORKER_KINDS,
  worker_state: WORKER_STATES,
}

/** Every column whose text a CHECK holds to a list. */
const CHECKED: Record<string, readonly string[]> = {
  'rejected_messages.state': REJECTED_STATES,
  'users.role': ROLE_NAMES,
}

describe('the enums of the database', () => {
  it('are those that the program knows, value for value', async () => {
    const rows = await services.query<{ name: string; values: string[] }>(
      `SELECT typname::text AS name, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
       FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname`,
    )
    expect(Object.fromEntries(rows.map(({ name, values }) => [name, values]))).toEqual(ENUMS)
  })

  it.each([
    ['RunMode', enums.RunMode, RUN_MODES],
    ['RunState', enums.RunState, RUN_STATES],
    ['ReviewKind', enums.ReviewKind, REVIEW_KINDS],
    ['ApiScope', enums.ApiScope, API_SCOPES],
    ['ReviewMark', enums.ReviewMark, REVIEW_MARKS],
  ])('%s has the values that pages know', (_, generated, values) => {
    expect(Object.values(generated)).toEqual(values)
  })

  it('let a program of the version before set the state of its run', async () => {
    await services.query(`INSERT INTO ingest_runs (mode, state, started_by, lanes)
                          VALUES ('drain', 'running', 'somebody', 1)`)
    await services.query(`UPDATE ingest_runs SET state =
      CASE WHEN stop_requested_at IS NULL THEN 'running' ELSE 'stopping' END`)
    await services.query('UPDATE ingest_runs SET state = $1', ['finished'])
    expect(await services.query('SELECT state FROM ingest_runs')).toEqual([{ state: 'finished' }])
    const odd = services.query("UPDATE ingest_runs SET state = CASE WHEN true THEN 'odd' END")
    await expect(odd).rejects.toThrow(/invalid input value for enum run_state/)
  })
})

it('the enums are found by Prisma in whichever schema the URL names', async () => {
  const url = new URL(await createEmptyDatabase())
  url.searchParams.set('schema', 'else where')
  await migrateDatabase(url.href)
  const before = services.databaseUrl()
  await closeDatabase()
  provideEnv({ DATABASE_URL: url.href })
  try {
    const id = await insertRun('stopping')
    const where = { id, state: { in: ['running', 'stopping'] satisfies RunState[] } }
    expect(await database().ingestRun.findFirst({ where })).toMatchObject({ mode: 'drain' })
  } finally {
    await closeDatabase()
    provideEnv({ DATABASE_URL: before })
  }
})

describe('the texts that a CHECK holds to a list', () => {
  it('have the values that the program knows', async () => {
    const rows = await services.query<{ place: string; check: string }>(
      `SELECT c.relname || '.' || a.attname AS place, pg_get_constraintdef(k.oid) AS check
       FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
       JOIN pg_attribute AS a ON a.attrelid = c.oid AND k.conkey = ARRAY[a.attnum]
       WHERE k.contype = 'c' AND k.connamespace = 'public'::regnamespace`,
    )
    // Others hold numbers and the like.
    const found = rows
      .map(({ place, check }) => ({ place, values: literalsOf(check) }))
      .filter(({ values }) => values.length > 0)
    expect(Object.fromEntries(found.map(({ place, values }) => [place, values]))).toEqual(CHECKED)
  })
})

/** The texts between quotes of a condition, as Postgres writes it. */
function literalsOf(check: string): string[] {
  return [...check.matchAll(/'([^']*)'/g)].map(([, literal]) => literal ?? '')
}
