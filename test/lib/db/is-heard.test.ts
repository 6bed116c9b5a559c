import { expect, it } from 'vitest'
import { readLedgerFigures } from '@/lib/db/alerts/read-figures'
import { beatWorker } from '@/lib/db/workers/beat-worker'
import { countHeardWorkers } from '@/lib/db/workers/count-heard-workers'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const WORKER = {
  key: '6f1c7d0e-8f53-4b55-9a3c-0a1f6f9e7b11',
  kind: 'worker' as const,
  host: 'a',
  pid: 1,
  version: '1.0.0',
  state: 'following' as const,
  runId: null,
  lanes: 1,
  lanesReason: null,
  rate: 0,
  problem: null,
  queueReachedSecondsAgo: null,
  lastMessageSecondsAgo: null,
}

it.each([
  ['now', true],
  ['two minutes ago', false],
  ['two minutes ahead, before the clock was put back', false],
])('a process that was heard of %s counts as alive: %s', async (when, isAlive) => {
  await beatWorker(WORKER)
  const minutes = when === 'now' ? 0 : 2
  const sign = when.includes('ahead') ? '+' : '-'
  await services.query(
    `UPDATE ingest_workers SET started_at = now() - interval '1 hour',
       heartbeat_at = now() ${sign} interval '${minutes} minutes'`,
  )
  const silent = isAlive ? 0 : 1
  expect(await countHeardWorkers()).toEqual({ alive: 1 - silent, silent })
  expect(await listWorkers()).toMatchObject([{ isSilent: !isAlive }])
  expect((await readLedgerFigures(30, 2)).silentWorkers).toBe(silent)
})
