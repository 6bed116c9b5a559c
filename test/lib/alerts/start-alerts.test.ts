import { afterEach, describe, expect, it } from 'vitest'
import { startAlerts, stopAlerts } from '@/lib/alerts/start-alerts'
import { readEvaluation } from '@/lib/db/alerts/read-evaluation'
import { told, useReceiver } from '@/test/support/alerts/alerts'
import { insertRun } from '@/test/support/factories/runs'
import { eventually, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
const { receiver } = useReceiver()
afterEach(stopAlerts)

describe('a process', () => {
  it('evaluates and tells by itself, and lets others go on when it ends', async () => {
    await insertRun('failed')
    startAlerts()
    startAlerts()
    await eventually(async () => told(receiver()).length > 0)
    expect(told(receiver())).toEqual(['run-failed firing'])
    expect(await readEvaluation()).toEqual({ isHeld: true, at: expect.any(Date) })
    await stopAlerts()
    expect(await services.query("SELECT 1 FROM leases WHERE name = 'alerts'")).toEqual([])
    expect(await readEvaluation()).toMatchObject({ isHeld: false })
  })
})
