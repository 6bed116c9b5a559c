import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import type { Role } from '@/lib/model/permissions'
import type { Actor } from '@/lib/reveal/actor'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import * as accounts from '@/lib/reveal/manage-accounts'
import { reveal } from '@/lib/reveal/reveal'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { justified, logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const IP = '203.0.113.77'
let token = ''

beforeEach(async () => {
  provideEnv({
    VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough',
    VEILGATE_KEYS_DIR: `${services.dataDir()}/keys-${randomUUID()}`,
    VEILGATE_REVEAL_VALUES_PER_HOUR: '4',
  })
  await initQuickKeys(PASSPHRASE)
  await sendAll([bodyWith({ ip: IP })])
  await turn()
  token = (await database().userLogin.findFirst())?.maskedIp ?? ''
  for (const email of ['ann@example.com', 'bob@example.com', 'eve@example.com']) {
    await addUser({ email, password: 'kite over the harbour', role: 'admin' })
  }
}, 180_000)

/** Whoever has a session of that account, which was begun an hour ago. */
async function sessionOf(email: string): Promise<Actor> {
  const { id, role } = await database().user.findUniqueOrThrow({ where: { email } })
  return { user: { id, email, role: role as Role, signedInAt: new Date(Date.now() - 3_600_000) } }
}

const guess = (actor: Actor, n: number) =>
  reveal(actor, { ...justified, tokens: [token], passphrase: `guess ${n}` })
const look = (actor: Actor) => reveal(actor, { ...justified, tokens: [token] })

describe('an admin’s session, however many accounts it makes', { timeout: 180_000 }, () => {
  it('resets nobody without the passphrase who is made an admin meanwhile', async () => {
    const ann = await sessionOf('ann@example.com')
    const email = 'x@example.com'
    await addUser({ email, password: 'kite over the harbour', role: 'operator' })
    await services.query(`
      CREATE FUNCTION promote() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE users SET role = 'admin' WHERE email = '${email}';
        RETURN NEW;
      END $$`)
    await services.query(`
      CREATE TRIGGER promote AFTER INSERT ON reveal_log
      FOR EACH ROW WHEN (NEW.outcome = 'asked') EXECUTE FUNCTION promote()`)
    expect(await accounts.renewPassword(ann, { email })).toEqual({
      kind: 'invalid',
      problem: 'The role of x@example.com has just changed. Try again.',
    })
    expect(await services.query('SELECT FROM set_password_links')).toHaveLength(0)
    expect(await services.query('SELECT FROM accounts WHERE password IS NULL')).toHaveLength(0)
    expect(await logLines()).toEqual(['manage-users asked', 'manage-users failed'])
  })

  it('makes, promotes and resets no admin without the passphrase, and removes nobody', async () => {
    const ann = await sessionOf('ann@example.com')
    expect(
      (await accounts.addAccount(ann, { email: 'x@example.com', role: 'operator' })).kind,
    ).toBe('done')
    const attempts = [
      await accounts.addAccount(ann, { email: 'y@example.com', role: 'admin' }),
      await accounts.changeRole(ann, { email: 'x@example.com', role: 'admin' }),
      await accounts.renewPassword(ann, { email: 'bob@example.com' }),
      await accounts.removeAccount(ann, { email: 'x@example.com' }),
    ]
    expect(attempts.map(({ kind }) => kind)).toEqual(Array(4).fill('not-confirmed'))
    const freshly = { user: { ...ann.user, signedInAt: new Date() } }
    expect(
      (await accounts.changeRole(freshly, { email: 'x@example.com', role: 'admin' })).kind,
    ).toBe('not-confirmed')
    expect(await accounts.removeAccount(freshly, { email: 'x@example.com' })).toEqual({
      kind: 'done',
    })
    expect(await database().user.count({ where: { role: 'admin' } })).toBe(3)
  })

  it('counts a passphrase that is tried on an account like one that is tried on a value', async () => {
    const ann = await sessionOf('ann@example.com')
    for (let n = 0; n < 5; n += 1) {
      const asked = { email: `x${n}@example.com`, role: 'admin' as const, passphrase: `guess ${n}` }
      expect((await accounts.addAccount(ann, asked)).kind).toBe('wrong-passphrase')
    }
    const right = { email: 'x@example.com', role: 'admin' as const, passphrase: PASSPHRASE }
    expect((await accounts.addAccount(ann, right)).kind).toBe('locked')
    expect((await look(ann)).kind).toBe('locked')
    expect((await logLines()).slice(-3)).toEqual([
      'manage-users wrong-passphrase',
      'manage-users locked',
      'reveal locked',
    ])
  })

  it('tries no more passphrases, and sees no more originals, by accounts that it made', async () => {
    const ann = await sessionOf('ann@example.com')
    const kinds: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const email = `made-${n}@example.com`
      const asked = { email, role: 'admin' as const, passphrase: PASSPHRASE }
      const made = await accounts.addAccount(ann, asked)
      kinds.push(made.kind)
      if (made.kind !== 'done') continue
      const actor = await sessionOf(email)
      kinds.push((await look(actor)).kind, (await look(actor)).kind)
      await accounts.removeAccount(ann, { email, passphrase: PASSPHRASE })
    }
    // Four values an hour, for all of them together.
    const seen = ['done', 'revealed', 'revealed']
    expect(kinds).toEqual([...seen, ...seen, 'done', 'over-limit', 'over-limit'])
    expect((await findByOriginal(ann, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'over-limit',
    )
  })

  it('makes fewer than fifteen wrong guesses in an hour, whoever it makes them as', async () => {
    const ann = await sessionOf('ann@example.com')
    const passphrase = PASSPHRASE
    for (let n = 0; n < 4; n += 1) {
      await accounts.addAccount(ann, { email: `m${n}@example.com`, role: 'admin', passphrase })
    }
    let wrong = 0
    for (let quarter = 0; quarter < 4; quarter += 1) {
      for (let n = 0; n < 4; n += 1) {
        const actor = await sessionOf(`m${n}@example.com`)
        while ((await guess(actor, wrong)).kind === 'wrong-passphrase') wrong += 1
      }
      await services.query("UPDATE reveal_attempts SET at = at - interval '14 minutes 59 seconds'")
    }
    expect(wrong).toBeLessThan(15)
  })

  it('locks the vault for everybody in the end, whatever accounts are used', async () => {
    const [ann, bob, eve] = await Promise.all(
      ['ann', 'bob', 'eve'].map((name) => sessionOf(`${name}@example.com`)),
    )
    if (!ann || !bob || !eve) throw new Error('somebody is missing')
    for (let n = 0; n < 5; n += 1) await guess(ann, n)
    for (let n = 0; n < 4; n += 1) await guess(bob, n)
    expect((await guess(bob, 5)) as object).toMatchObject({
      problem: 'The passphrase is wrong. Reveal is now locked for everybody.',
    })
    expect(await look(eve)).toMatchObject({ kind: 'locked', scope: 'vault' })
  })

  it('sees no more than three times the hour’s values by accounts of whatever origin', async () => {
    for (let n = 0; n < 4; n += 1) {
      const email = `unrelated-${n}@example.com`
      await addUser({ email, password: 'kite over the harbour', role: 'admin' })
      const actor = await sessionOf(email)
      for (let value = 0; value < 4; value += 1) {
        expect((await look(actor)).kind).toBe(n < 3 ? 'revealed' : 'over-limit')
      }
    }
  })
})
