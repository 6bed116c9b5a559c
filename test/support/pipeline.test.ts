import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { partitionLogins } from '@/test/support/database/partition-logins'
import { bodyWith, sendAll, turn, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()

const counts = async () => [
  await database().userLogin.count(),
  await database().rejectedMessage.count(),
  await database().ingestBatch.count(),
  await database().ingestRun.count(),
]

it('a test fills tables, their months among them', async () => {
  await partitionLogins(services, 2)
  await sendAll([bodyWith({}), 'no login'])
  await turn()
  expect(await counts()).toEqual([1, 1, 1, 1])
})

it('and the next one finds them empty, and the keys there', async () => {
  expect(await counts()).toEqual([0, 0, 0, 0])
  expect(await database().keyFingerprint.count()).toBeGreaterThan(0)
})
