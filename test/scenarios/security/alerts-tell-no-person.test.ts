import { expect, it } from 'vitest'
import { createEvaluator } from '@/lib/alerts/evaluator'
import { changeRule } from '@/lib/db/alerts/change-rule'
import { database } from '@/lib/db/client'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { messagesOf, turn, useReceiver } from '@/test/support/alerts/alerts'
import { insertAccount } from '@/test/support/factories/accounts'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const { receiver } = useReceiver()

const DEVICE = 'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47'
const EVERY_DAY = { timeZone: 'UTC', fromMinute: 0, toMinute: 0, weekdays: [] }

it('an alert names no person, token or address, whatever it is about', async () => {
  const evaluator = createEvaluator()
  await changeRule(
    'reveals-outside-hours',
    { isOn: true, threshold: null, hours: EVERY_DAY },
    'Set.',
    'ann@example.com',
  )
  await insertAccount('admin')
  await turn(evaluator)
  const id = await insertAccount('admin')
  const entry = revealLogEntry({ userId: id, clientAddress: '203.0.113.77', subject: DEVICE })
  for (let at = 0; at < 3; at += 1) {
    await recordInRevealLog({ ...entry, outcome: 'wrong-passphrase' })
  }
  await recordInRevealLog({ ...entry, outcome: 'done' })
  await services.query(
    `INSERT INTO shared_devices (token, logins, users, ips, first_seen, last_seen)
     VALUES ($1, 40, 40, 1, now(), now())`,
    [DEVICE],
  )
  const runId = await insertRun('failed')
  await database().ingestRun.update({
    where: { id: runId },
    data: { startedBy: `${id}@example.com` },
  })
  await turn(evaluator)

  const bodies = receiver().received.map(({ body }) => body)
  expect(
    messagesOf(receiver().received)
      .map(({ rule }) => rule)
      .toSorted(),
  ).toEqual([
    'device-shared',
    'new-admin',
    'reveals-outside-hours',
    'run-failed',
    'wrong-passphrases',
  ])
  const canaries = [id, '@example.com', DEVICE, DEVICE.slice(11), '203.0.113.77', 'ip1_', 'Fraud']
  for (const body of [
    ...bodies,
    ...receiver().received.map(({ headers }) => JSON.stringify(headers)),
  ]) {
    for (const canary of canaries) expect(body).not.toContain(canary)
  }
})
