import { expect, it } from 'vitest'
import { foldAll } from '@/lib/ingest/fold-loop'
import { rotateToken } from '@/lib/reveal/rotate/rotate-token'
import { erase, useThreePeople, wrongRollups } from '@/test/support/fixtures/erasure'
import { PASSPHRASE } from '@/test/support/pipeline'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'

const services = useThreePeople()

/** How many users a device was found to have, at most. */
async function mostUsers() {
  const [row] = await services.query<{ most: number | null; rows: number }>(
    `SELECT max((figures->'many_users'->>'count')::int) AS most, count(*)::int AS rows FROM login_risks`,
  )
  return row
}

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
