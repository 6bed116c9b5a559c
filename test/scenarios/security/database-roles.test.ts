import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { createEvaluator, endEvaluator, evaluate } from '@/lib/alerts/evaluator'
import { authoriseToken } from '@/lib/auth/api-token/authorise-token'
import { readRules } from '@/lib/db/alerts/read-rules'
import { saveChannel } from '@/lib/db/alerts/save-channel'
import { listApiTokens } from '@/lib/db/api-tokens/list-api-tokens'
import { closeDatabase, database } from '@/lib/db/client'
import { closeQuarters } from '@/lib/db/history/close-quarters'
import { storeQueueSample } from '@/lib/db/history/store-queue-sample'
import { analyzeLogins, keepPartitions } from '@/lib/db/partitions/keep-partitions'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { provideEnv } from '@/lib/env'
import { foldAll } from '@/lib/ingest/fold-loop'
import { keepMonths } from '@/lib/ingest/month-upkeep'
import { MASKED_COLUMNS } from '@/lib/model/masked-fields'
import { retainAlone } from '@/lib/retention/retain-nightly'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { createToken, revokeToken } from '@/lib/reveal/manage-tokens'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { openRejected } from '@/lib/reveal/rejected/open-rejected'
import { returnManyRejected } from '@/lib/reveal/rejected/return-many-rejected'
import { reveal } from '@/lib/reveal/reveal'
import { rotateToken } from '@/lib/reveal/rotate/rotate-token'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { insertRetention } from '@/test/support/factories/retention'
import { bodyWith, ledgerTotals, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { asAdmin, justified } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const PASSWORD = 'of the tests'
let keysDir = ''

beforeEach(async () => {
  keysDir = `${services.dataDir()}/${randomUUID()}`
  provideEnv({ VEILGATE_KEYS_DIR: keysDir, VEILGATE_REVEAL_DATABASE_URL: '' })
  await initQuickKeys(PASSPHRASE)
  await applyRoles(services.databaseUrl(), {
    test_worker: { role: 'veilgate_worker', password: PASSWORD },
    test_console: { role: 'veilgate_console', password: PASSWORD },
    test_reveal: { role: 'veilgate_reveal', password: PASSWORD },
  })
})

function urlOf(login: string): string {
  const url = new URL(services.databaseUrl())
  url.username = login
  url.password = encodeURIComponent(PASSWORD)
  return url.href
}

async function become(login: string, revealLogin = '') {
  await closeDatabase()
  provideEnv({
    DATABASE_URL: urlOf(login),
    VEILGATE_REVEAL_DATABASE_URL: revealLogin && urlOf(revealLogin),
  })
}

async function ingest() {
  await sendAll([bodyWith({}), bodyWith({ user_id: 'ann' }), 'not a login'])
  await turn()
  await foldAll()
}

/** What becomes of a statement that a login runs: how many rows, or the error's code. */
async function attempt(login: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(login) })
  await client.connect()
  try {
    await client.query('BEGIN')
    return `${(await client.query(statement)).rowCount} rows`
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.end()
  }
}

const DENIED = '42501'

describe('the database’s roles', () => {
  it('let a worker ingest and fold, and read nothing back that is sealed', async () => {
    await become('test_worker')
    await ingest()
    expect(await ledgerTotals()).toMatchObject({ received: 3, stored: 2, rejected: 1, failed: 0 })
    for (const statement of [
      'SELECT * FROM pii_vault',
      'SELECT token FROM pii_vault',
      'UPDATE pii_vault SET dek_id = dek_id',
      'DELETE FROM pii_vault',
      'SELECT sealed FROM pii_dek',
      'SELECT sealed FROM rejected_messages',
      'UPDATE user_logins SET masked_ip = masked_ip',
      'SELECT * FROM sessions',
      'SELECT * FROM reveal_log',
    ]) {
      expect([statement, await attempt('test_worker', statement)]).toEqual([statement, DENIED])
    }
    expect(
      await attempt('test_worker', "INSERT INTO pii_key VALUES ('a', 'vault', 'a', 'active')"),
    ).toBe(DENIED)
  })

  it('let a worker note what the queue tells, and forget it', async () => {
    await become('test_worker')
    const told = { visible: 1, inFlight: 0, delayed: 0, deadLetter: null }
    expect(await storeQueueSample(told)).toBe(true)
    expect(await closeQuarters()).toBe(0)
    expect(await attempt('test_worker', 'UPDATE queue_samples SET visible = 0')).toBe(DENIED)
    expect(await attempt('test_worker', 'UPDATE ledger_quarters SET stored = 0')).toBe(DENIED)
    expect(await attempt('test_reveal', 'SELECT * FROM ledger_quarters')).toBe(DENIED)
    expect(await attempt('test_reveal', 'SELECT * FROM queue_samples')).toBe(DENIED)
  })

  it('let no worker say itself what is given up', async () => {
    await services.query(
      "INSERT INTO retention_progress (given_up_until, follow_up) VALUES ('-infinity', '')",
    )
    for (const statement of [
      "UPDATE retention_progress SET given_up_until = '2999-01-01'",
      "INSERT INTO retention_progress (given_up_until, follow_up) VALUES ('2999-01-01', '')",
    ]) {
      expect([statement, await attempt('test_worker', statement)]).toEqual([statement, DENIED])
    }
  })

  it('leave nobody else what acts as the owner, whatever rights a restore brought', async () => {
    await services.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO PUBLIC')
    await applyRoles(services.databaseUrl())
    const open = await services.query<{ name: string }>(`
      SELECT proname AS name FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
      WHERE pronamespace = current_schema()::regnamespace AND prosecdef AND grantee = 0`)
    expect(open).toEqual([{ name: 'newer_migrations' }])
  })

  it('let a worker delete what an admin gave up, and nothing else', async () => {
    await become('test_console')
    await ingest()
    await insertRetention('logins', 1, 'ann@example.com')
    await services.query(`UPDATE user_logins SET sent_at = now() - interval '100 days'
      WHERE user_id = 'ann'`)
    await become('test_worker')
    expect(await retainAlone({ pauseMs: 0 })).toEqual({ kind: 'done' })
    expect(await services.query(`SELECT FROM user_logins WHERE user_id = 'ann'`)).toEqual([])
    expect(await services.query('SELECT FROM user_logins')).toHaveLength(1)
    for (const statement of [
      'DELETE FROM user_logins',
      'DELETE FROM rejected_messages',
      'DELETE FROM ingest_batches',
      'DELETE FROM reviews',
      "INSERT INTO retention_settings VALUES ('rejected', 1)",
      'UPDATE retention_settings SET keep_months = 1',
      'DELETE FROM dropped_batches',
      "SELECT retention_uncount('[]')",
    ]) {
      expect([statement, await attempt('test_worker', statement)]).toEqual([statement, DENIED])
    }
    const erased = 'UPDATE retention_changes SET changed_by = changed_by'
    expect(await attempt('test_console', erased)).toBe(DENIED)
    expect(await attempt('test_reveal', 'SELECT retain_logins(1)')).toBe(DENIED)
  })

  it('let the console alone keep the tokens of the API, and remove none', async () => {
    await become('test_console')
    await database().$executeRaw`
      INSERT INTO users (id, name, email, role, updated_at)
      VALUES ('u', 'Ann', 'ann@example.com', 'admin', now())`
    const actor = { user: { ...asAdmin.user, id: 'u' } }
    const made = await createToken(actor, { name: 'BI', scopes: ['runs'], days: 7 })
    expect(made.kind).toBe('created')
    const bearer = made.kind === 'created' ? `Bearer ${made.secret}` : ''
    expect((await authoriseToken(bearer)).kind).toBe('authorised')
    const [token] = await listApiTokens()
    expect(token?.lastUsedAt).not.toBeNull()
    expect((await revokeToken(actor, { id: token?.id ?? '' })).kind).toBe('done')
    expect(await attempt('test_console', 'DELETE FROM api_tokens')).toBe(DENIED)
    for (const login of ['test_worker', 'test_reveal']) {
      expect(await attempt(login, 'SELECT name FROM api_tokens')).toBe(DENIED)
    }
  })

  it('let a worker evaluate the alerts, and know of people but figures', async () => {
    // A month may have begun since the database was made.
    await services.query('SELECT make_login_partitions(2)')
    await become('test_worker')
    // Without earlier days, nobody knows what a spike of logins is.
    await database().$executeRaw`
      INSERT INTO login_minutes (minute, logins)
      SELECT date_trunc('minute', now()) - make_interval(hours => 24 * day), 1
      FROM generate_series(1, 3) AS day`
    const evaluator = createEvaluator()
    await evaluate(evaluator)
    await endEvaluator(evaluator)
    expect(await keepPartitions()).toBe(0)
    await analyzeLogins()
    await keepMonths()
    expect(await readLoginMonths()).toMatchObject({ monthsAhead: 2, problem: null })
    const states = (await readRules()).map(({ rule, current }) => [rule, current.state])
    expect(states).toEqual(states.map(([rule]) => [rule, 'ok']))
    for (const statement of [
      'SELECT id FROM users',
      'SELECT outcome FROM reveal_log',
      'SELECT count FROM refusal_counts',
      'UPDATE alert_channels SET is_on = false',
      "INSERT INTO alert_channels (kind, name, target, created_by) VALUES ('slack', 'a', 'b', 'c')",
      'DELETE FROM alert_channels',
      'TRUNCATE user_logins_earlier',
      'ALTER TABLE user_logins DETACH PARTITION user_logins_later',
    ]) {
      expect([statement, await attempt('test_worker', statement)]).toEqual([statement, DENIED])
    }
    await become('test_console')
    const channel = { kind: 'slack', name: 'a', isOn: true, target: 'https://example.com' } as const
    expect((await saveChannel(channel, 'ann@example.com')).kind).toBe('saved')
    expect(await attempt('test_reveal', 'SELECT target FROM alert_channels')).toBe(DENIED)
    expect(await attempt('test_reveal', "SELECT alert_admins(ARRAY['admin'])")).toBe(DENIED)
  })

  it('leave what an upgrade left open in the rollups to their owner', async () => {
    await ingest()
    await services.query('UPDATE device_users SET first_seen = DEFAULT')
    const steps: string[] = []
    for (const login of ['test_worker', 'test_console']) {
      await become(login)
      await completeRollups([], (words) => steps.push(words))
      expect(steps).toEqual([])
    }
    await closeDatabase()
    provideEnv({ DATABASE_URL: services.databaseUrl() })
    await completeRollups([], (words) => steps.push(words))
    expect(steps).toContain('computing device_users')
  })

  it('let the console do all but read the vault, and reveal by a role of its own', async () => {
    await become('test_console', 'test_reveal')
    await ingest()
    const { rows } = await listRejected({ limit: 10 })
    const id = rows[0]?.id ?? ''
    const [row] = await services.query<{ token: string }>(
      'SELECT masked_ip AS token FROM user_logins',
    )
    const tokens = [row?.token ?? '']
    expect(await reveal(asAdmin, { ...justified, tokens })).toMatchObject({
      values: [{ outcome: 'revealed', original: '203.0.113.135' }],
    })
    expect(await openRejected(asAdmin, { ...justified, id })).toMatchObject({ body: 'not a login' })
    const many = { ...justified, bulk: randomUUID(), filter: {}, throughId: id, count: 1 }
    const refuse = async () => ({ ok: false, reason: 'InvalidMessageContents' }) as const
    expect(await returnManyRejected(asAdmin, many, refuse)).toMatchObject({ stopped: 'queue' })
    expect(await discardRejected(asAdmin, { ...justified, id })).toEqual({ kind: 'discarded' })
    expect((await eraseUser(asAdmin, { ...justified, userId: 'ann' })).kind).toBe('erased')
    for (const statement of [
      'SELECT token FROM pii_vault',
      'DELETE FROM pii_vault',
      'SELECT sealed FROM pii_dek',
      'SELECT sealed FROM rejected_messages',
      'UPDATE reveal_log SET reason = NULL',
      'DELETE FROM reveal_log',
      'TRUNCATE reveal_log',
      'DROP TRIGGER reveal_log_append_only ON reveal_log',
      'UPDATE user_logins SET masked_ip = NULL',
    ]) {
      expect([statement, await attempt('test_console', statement)]).toEqual([statement, DENIED])
    }
    for (const statement of [
      'SELECT * FROM sessions',
      'SELECT * FROM users',
      'DELETE FROM reveal_log',
    ]) {
      expect([statement, await attempt('test_reveal', statement)]).toEqual([statement, DENIED])
    }
    expect(await attempt('test_reveal', 'SELECT * FROM pii_vault')).toBe('2 rows')
  })

  it('let the reveal role replace what each masked field holds, and no other figure of a login', async () => {
    const rows = await services.query<{ name: string }>(`
      SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'user_logins'::regclass AND attnum > 0 AND NOT attisdropped
        AND has_column_privilege('veilgate_reveal', attrelid, attnum, 'UPDATE')`)
    expect(rows.map(({ name }) => name).toSorted()).toEqual(
      [...MASKED_COLUMNS, 'user_id'].toSorted(),
    )
  })

  it('let the reveal role replace the token key', async () => {
    await become('test_console', 'test_reveal')
    await ingest()
    const key = await unwrapVaultPrivateKey(keysDir, PASSPHRASE)
    if (key === null) throw new Error('the passphrase is wrong')
    expect(await rotateToken(key)).toMatchObject({ unopenable: 0 })
    await become('test_worker')
    await ingest()
    provideEnv({ DATABASE_URL: services.databaseUrl() })
    expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
  })

  it('know of every table there is', async () => {
    const rows = await services.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
       AND tablename <> '_prisma_migrations'
       AND tablename NOT IN (SELECT name FROM login_partitions()) AND NOT EXISTS (
         SELECT FROM information_schema.column_privileges WHERE table_name = tablename
         AND grantee LIKE 'veilgate_%')`,
    )
    expect(rows).toEqual([])
  })

  it('are made by npm run migrate -- --roles, and are refused in words to one who may not', async () => {
    provideEnv({ DATABASE_URL: services.databaseUrl() })
    const made = await runCli('migrate', ['--roles'])
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('veilgate_reveal') })
    await expect(applyRoles(urlOf('test_console'))).rejects.toThrow(/does not own the tables/)
  })
})
