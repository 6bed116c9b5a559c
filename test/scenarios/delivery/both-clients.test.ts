import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { sendAll, usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

usePipeline({ visibilityTimeoutSeconds: 5 })

const FAULTS = ['truncate', 'cut', 'gateway'] as const

describe.each(['json', 'sdk'] as const)('calls by %s', (calls) => {
  let proxy: QueueProxy | undefined
  beforeEach(() => {
    provideEnv({ VEILGATE_SQS_CALLS: calls })
    closeQueue()
  })
  afterEach(() => {
    proxy?.close()
    proxy = undefined
    provideEnv({ VEILGATE_SQS_CALLS: '' })
    closeQueue()
  })

  it('lose nothing whatever becomes of their answers', async () => {
    await sendAll([...generateLogins({ count: 60, seed: 3 })])
    proxy = await proxyQueue()
    for (const fault of FAULTS) {
      proxy.spoil(fault, { action: 'ReceiveMessage', times: 2 })
      proxy.spoil(fault, { action: 'DeleteMessageBatch', times: 2 })
    }
    const { state, ledger } = await drain({ startedBy: 'test' })
    expect(state).toBe('finished')
    expect(ledger).toMatchObject({ stored: 60, rejected: 0, failed: 0, balanced: true })
    expect(await database().userLogin.count()).toBe(60)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  })

  it('fail in words where they are denied', async () => {
    proxy = await proxyQueue()
    proxy.spoil('deny', { action: 'ReceiveMessage', times: 20 })
    const { state, problem } = await drain({ startedBy: 'test' })
    expect(state).toBe('failed')
    expect(problem).toContain('sqs:ReceiveMessage')
  })
})
