import { beforeAll, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { findAnything } from '@/lib/db/find/find-anything'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { saveView } from '@/lib/db/views/saved-views'
import { foldAll } from '@/lib/ingest/fold-loop'
import { shortToken } from '@/lib/model/token'
import { insertAccount } from '@/test/support/factories/accounts'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

useServices()

const [PHONE, HOME] = [token('device', 1), token('ip', 1)]
const SENT_AT = new Date('2026-11-20T08:00:00.000Z')
const nobody = { id: 'nobody', readsLog: false }
let runId = 0
let ownerId = ''

beforeAll(async () => {
  runId = await makeRun()
  const login = { maskedDeviceId: PHONE, maskedIp: HOME, sentAt: SENT_AT }
  await store(runId, [
    maskedLogin({ ...login, userId: 'walrus-1', messageId: 'aaaa-message' }),
    ...Array.from({ length: 7 }, (_, at) => maskedLogin({ ...login, userId: `penguin-${at}` })),
  ])
  await foldAll()
  await database().keyFingerprint.createMany({
    data: [{ kind: 'token', kid: 'ada45f', fp: 'ada45f', state: 'retired' }],
    skipDuplicates: true,
  })
  ownerId = await insertAccount()
  await saveView({ ownerId, name: 'Walruses abroad', query: 'locale=NO', shared: false })
})

it('finds users by the beginning of their id, five at most', async () => {
  expect(await findAnything('walr', nobody)).toEqual([{ kind: 'user', value: 'walrus-1' }])
  expect(await findAnything('penguin', nobody)).toHaveLength(5)
})

it('finds a device or an IP by its token, whole or by its first digits', async () => {
  const device = [{ kind: 'device', value: PHONE }]
  expect(await findAnything(PHONE, nobody)).toEqual(device)
  expect(await findAnything(shortToken(PHONE), nobody)).toContainEqual(device[0])
  expect(await findAnything(HOME.toUpperCase(), nobody)).toEqual([{ kind: 'ip', value: HOME }])
})

it('finds a run by its number, and none that there is not', async () => {
  const run = { kind: 'run', value: String(runId) }
  for (const text of [`${runId}`, `#${runId}`, `run ${runId}`]) {
    expect(await findAnything(text, nobody)).toContainEqual(run)
  }
  expect(await findAnything('2147483646', nobody)).toEqual([])
  expect(await findAnything('99999999999', nobody)).toEqual([])
})

it('finds logins and rejected messages by message id, and says where they are', async () => {
  const { id } = await database().userLogin.findFirstOrThrow({
    where: { messageId: 'aaaa-message' },
  })
  const login = { kind: 'login', value: 'aaaa-message', at: `${SENT_AT.getTime()}.${id}` }
  expect(await findAnything('aaaa-mess', nobody)).toEqual([login])
  expect(await findAnything('aaa', nobody)).toEqual([])
  const rejectedId = await insertRejected('kept', { rejectedAt: '2026-11-21T12:00:00Z' })
  const { messageId } = await database().rejectedMessage.findFirstOrThrow({
    where: { id: BigInt(rejectedId) },
  })
  expect(await findAnything(messageId, nobody)).toEqual([
    { kind: 'rejected', value: messageId, at: `${Date.UTC(2026, 10, 21, 12)}.${rejectedId}` },
  ])
})

it('finds the views that somebody may see, by any part of their name', async () => {
  const view = { kind: 'view', value: 'Walruses abroad', at: 'locale=NO' }
  expect(await findAnything('ABROAD', { id: ownerId, readsLog: false })).toEqual([view])
  expect(await findAnything('abroad', nobody)).toEqual([])
})

it('finds people of the audit log for those alone who may read it', async () => {
  await recordInRevealLog(revealLogEntry({ userName: 'zoe@example.com' }))
  expect(await findAnything('zoe@', nobody)).toEqual([])
  expect(await findAnything('ZOE@', { ...nobody, readsLog: true })).toEqual([
    { kind: 'person', value: 'zoe@example.com' },
  ])
})

it('finds nothing by what no name can hold', async () => {
  expect(await findAnything('walrus\0', nobody)).toEqual([])
  expect(await findAnything('\ud800walrus', nobody)).toEqual([])
})
