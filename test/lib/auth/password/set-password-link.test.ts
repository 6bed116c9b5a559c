import { expect, it } from 'vitest'
import { createSetPasswordLink } from '@/lib/auth/password/set-password-link'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { HOUR_MS } from '@/lib/model/time/units'
import { insertAccount } from '@/test/support/factories/accounts'
import { useServices } from '@/test/support/services'

useServices()

it('takes the place of an account’s earlier link, and of those of others that have expired', async () => {
  const [own, late, other] = [await insertAccount(), await insertAccount(), await insertAccount()]
  const make = (userId: string) => transaction((tx) => createSetPasswordLink(tx, userId))
  const first = await make(own)
  for (const userId of [late, other]) await make(userId)
  await database().setPasswordLink.updateMany({
    where: { userId: late },
    data: { expiresAt: new Date(Date.now() - HOUR_MS) },
  })
  expect(await make(own)).not.toBe(first)
  const links = await database().setPasswordLink.findMany()
  expect(links.map(({ userId }) => userId).sort()).toEqual([own, other].sort())
})
