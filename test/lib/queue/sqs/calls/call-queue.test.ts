import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'

const PLACE = { queue: 'logins', host: 'sqs.test', region: undefined }

it('leaves nothing behind at a signal that outlives the call, as that of a run does', async () => {
  const { signal } = new AbortController()
  await callQueue('ReceiveMessage', { ...PLACE, signal }, async () => 'answer')
  const failing = callQueue('ReceiveMessage', { ...PLACE, signal }, async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toMatchObject({ name: 'QueueFailure' })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
