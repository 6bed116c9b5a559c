import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { setRole } from '@/lib/auth/accounts/set-role'
import { authoriseToken } from '@/lib/auth/api-token/authorise-token'
import { listApiTokens } from '@/lib/db/api-tokens/list-api-tokens'
import { MAX_API_TOKENS } from '@/lib/model/api-token'
import { createToken, revokeToken } from '@/lib/reveal/manage-tokens'
import { insertAccount } from '@/test/support/factories/accounts'
import { ADMIN, asOperator, dumpDatabase, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices()
const WANTED = { name: 'Nightly report', scopes: ['runs', 'logins'] as const, days: 30 as const }

/** An admin with an account: a token serves no longer than its owner may make some. */
async function anAdmin() {
  const id = await insertAccount('admin')
  return { user: { ...ADMIN, id, email: `${id}@example.com` } }
}

async function create(actor: Awaited<ReturnType<typeof anAdmin>>) {
  const made = await createToken(actor, { ...WANTED, scopes: [...WANTED.scopes] })
  if (made.kind !== 'created') throw new Error(made.kind)
  return made
}

describe('creating a token', () => {
  it('tells the secret once, keeps its hash alone, and is on record by the id', async () => {
    const actor = await anAdmin()
    const { secret, expiresAt } = await create(actor)
    expect(secret).toMatch(/^vgt_[A-Za-z0-9_-]{43}$/)
    const dump = await dumpDatabase(services.query)
    expect(dump).not.toContain(secret)
    expect(dump).not.toContain(secret.slice(4))
    const [listed] = await listApiTokens()
    expect(listed).toMatchObject({
      name: WANTED.name,
      scopes: ['logins', 'runs'],
      createdBy: actor.user.email,
      state: 'active',
      lastUsedAt: null,
      expiresAt,
    })
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(29.9)
    expect(days).toBeLessThan(30.1)
    const row = (await readLog()).at(-1)
    expect(row).toMatchObject({ action: 'manage-tokens', outcome: 'done', userId: actor.user.id })
    expect(row?.subject).toBe(`create ${listed?.id} for 30 days: logins, runs; Nightly report`)
  })

  it('is refused to operators, on record, whatever they send', async () => {
    const before = (await listApiTokens()).length
    expect((await createToken(asOperator, { name: '' } as never)).kind).toBe('refused')
    expect((await revokeToken(asOperator, { id: 'nothing' })).kind).toBe('refused')
    expect((await readLog()).at(-1)).toMatchObject({ action: 'manage-tokens', outcome: 'refused' })
    expect(await listApiTokens()).toHaveLength(before)
  })

  it.each([
    [{ name: ' ' }, /1 to 80/],
    [{ name: 'x'.repeat(81) }, /1 to 80/],
    [{ name: 'reader on 203.0.113.9' }, /must not hold an IP/],
    [{ scopes: [] }, /Choose what/],
    [{ scopes: ['vault'] }, /Choose what/],
    [{ days: 366 }, /how long/],
    [{ days: null }, /how long/],
  ])('says what is wrong with %o', async (change, words) => {
    const made = await createToken(await anAdmin(), { ...WANTED, ...change } as never)
    expect(made).toEqual({ kind: 'invalid', problem: expect.stringMatching(words) })
  })

  it('is refused where as many as there may be are valid: expired and revoked ones do not count', async () => {
    await services.query(
      `INSERT INTO api_tokens (name, secret_hash, scopes, owner_id, created_by, expires_at)
       SELECT 'many', lpad(n::text, 64, '0'), '{runs}', 'nobody', 'nobody', now() + interval '1 day'
       FROM generate_series(1, $1) AS n`,
      [MAX_API_TOKENS],
    )
    const actor = await anAdmin()
    const refused = await createToken(actor, { ...WANTED, scopes: ['logins'] })
    expect(refused).toMatchObject({ kind: 'invalid', problem: expect.stringMatching(/Revoke one/) })
    const end = (how: string, parity: number) =>
      services.query(
        `UPDATE api_tokens SET ${how} WHERE name = 'many' AND secret_hash::numeric % 2 = $1`,
        [parity],
      )
    await end("expires_at = created_at + interval '1 millisecond'", 0)
    expect((await createToken(actor, { ...WANTED, scopes: ['logins'] })).kind).toBe('created')
    await end("expires_at = created_at + interval '1 day'", 0)
    await end("revoked_at = now(), revoked_by = 'somebody'", 1)
    expect((await createToken(actor, { ...WANTED, scopes: ['logins'] })).kind).toBe('created')
    await services.query("DELETE FROM api_tokens WHERE name = 'many'")
  })

  it('waits for one that is being created, so that there are never more', async () => {
    await services.query('DELETE FROM api_tokens')
    const insert = `
      INSERT INTO api_tokens (name, secret_hash, scopes, owner_id, created_by, expires_at)
      SELECT 'many', lpad(n::text, 64, '0'), '{runs}', 'nobody', 'nobody', now() + interval '1 day'
      FROM generate_series($1::int, $2::int) AS n`
    await services.query(insert, [1, MAX_API_TOKENS - 1])
    const other = new pg.Client({ connectionString: services.databaseUrl() })
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query(insert, [MAX_API_TOKENS, MAX_API_TOKENS])
      const asked = createToken(await anAdmin(), { ...WANTED, scopes: ['logins'] })
      const waiting = `SELECT FROM pg_locks WHERE relation = 'api_tokens'::regclass AND NOT granted`
      await expect.poll(() => services.query(waiting)).toHaveLength(1)
      await other.query('COMMIT')
      expect((await asked).kind).toBe('invalid')
    } finally {
      await other.end()
      await services.query('DELETE FROM api_tokens')
    }
  })
})

describe('revoking a token', () => {
  it('ends it at once, once, and on record', async () => {
    const actor = await anAdmin()
    const { secret } = await create(actor)
    const [token] = await listApiTokens()
    const id = token?.id ?? ''
    const bearer = `Bearer ${secret}`
    expect((await authoriseToken(bearer)).kind).toBe('authorised')
    expect(await revokeToken(actor, { id })).toEqual({ kind: 'done' })
    expect(await authoriseToken(bearer)).toMatchObject({ problem: 'The token was revoked.' })
    expect((await readLog()).at(-1)?.subject).toBe(`revoke ${id}; Nightly report`)
    expect((await revokeToken(actor, { id })).kind).toBe('gone')
    const listed = (await listApiTokens()).find((each) => each.id === id)
    expect(listed).toMatchObject({ state: 'revoked', revokedBy: actor.user.email })
  })

  it('is done to all of an admin who is demoted, for good', async () => {
    const { user } = await anAdmin()
    const { secret } = await create({ user })
    const other = await anAdmin()
    const { secret: kept } = await create(other)
    await setRole(user.email, 'operator', other.user)
    const [token] = await services.query(`SELECT revoked_by FROM api_tokens WHERE owner_id = $1`, [
      user.id,
    ])
    expect(token).toEqual({ revoked_by: other.user.email })
    // A request that was authorised before the demotion.
    expect(await createToken({ user }, { ...WANTED, scopes: ['runs'] })).toEqual({
      kind: 'invalid',
      problem: 'Only an admin may do this.',
    })
    await setRole(user.email, 'admin', other.user)
    const refused = { kind: 'refused', problem: 'The token was revoked.' }
    expect(await authoriseToken(`Bearer ${secret}`)).toMatchObject(refused)
    expect((await authoriseToken(`Bearer ${kept}`)).kind).toBe('authorised')
  })

  it('says that there is no such token', async () => {
    const id = '00000000-0000-4000-8000-000000000000'
    expect((await revokeToken(await anAdmin(), { id })).kind).toBe('gone')
  })
})
