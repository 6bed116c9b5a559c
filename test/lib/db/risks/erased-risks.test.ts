import { expect, it } from 'vitest'
import { env } from '@/lib/env'
import { foldAll } from '@/lib/ingest/fold-loop'
import { rotateToken } from '@/lib/reveal/rotate/rotate-token'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { erase, useThreePeople, wrongRollups } from '@/test/support/fixtures/erasure'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'

const services = useThreePeople()

/** How many users a device was found to have, at most. */
async function mostUsers() {
  const [row] = await services.query<{ most: number | null; rows: number }>(
    `SELECT max((figures->'many_users'->>'count')::int) AS most, count(*)::int AS rows FROM login_risks`,
  )
  return row
}

it('a new token key changes no verdict, and a login after it is judged by the same history', async () => {
  await foldAll()
  const risks = () => services.query('SELECT * FROM login_risks ORDER BY login_id')
  const before = await risks()
  expect(before.length).toBeGreaterThan(0)
  const key = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, PASSPHRASE)
  if (key === null) throw new Error('the passphrase is wrong')
  await rotateToken(key)
  expect(await risks()).toEqual(before)
  await sendAll([bodyWith({ user_id: 'kim', ip: '203.0.113.9', device_id: 'shared' })])
  await turn()
  await foldAll()
  expect((await mostUsers())?.most).toBe(4)
})

it('an erasure judges the logins of the person, and those of the person’s devices, again', async () => {
  await foldAll()
  expect((await mostUsers())?.most).toBe(3)
  await erase('ann')
  expect((await mostUsers())?.most).toBeNull()
  expect(
    await services.query(`SELECT FROM login_risks JOIN user_logins AS l
      ON l.sent_at = login_sent_at AND l.id = login_id WHERE l.user_id = 'ann'`),
  ).toEqual([])
  expect(await wrongRollups()).toEqual([])
})
