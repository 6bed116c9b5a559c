import { env } from '@/lib/env'
import { log } from '@/lib/log'
import type { Queue } from '@/lib/queue/queue'
import { acknowledge } from '@/lib/queue/sqs/acknowledge'
import { createSqsClient } from '@/lib/queue/sqs/calls/create-client'
import { jsonCalls } from '@/lib/queue/sqs/calls/json-calls'
import { sdkCalls } from '@/lib/queue/sqs/calls/message-calls'
import { roundTripMs } from '@/lib/queue/sqs/calls/round-trip'
import { sqsAgent } from '@/lib/queue/sqs/calls/undici-handler'
import { openDeadLetters } from '@/lib/queue/sqs/dead-letters'
import { readDepth } from '@/lib/queue/sqs/depth'
import { readLimits } from '@/lib/queue/sqs/limits'
import { queuePlace } from '@/lib/queue/sqs/queue-place'
import { receive } from '@/lib/queue/sqs/receive'
import { send, sendBack } from '@/lib/queue/sqs/send'

/** A queue of Amazon SQS, or of a server that speaks its protocol. `close` ends its connections. */
export function openSqsQueue(url: string): { queue: Queue; close(): void } {
  const { AWS_REGION: configured } = env()
  const place = queuePlace({ ...env(), url })
  if (configured !== undefined && configured !== place.region) {
    log.warn('queue.region', { signedFor: place.region, configured })
  }
  const agent = sqsAgent()
  const client = createSqsClient({ ...place, agent })
  const calls =
    env().VEILGATE_SQS_CALLS === 'json' ? jsonCalls(client, agent, place) : sdkCalls(client)
  const queue: Queue = {
    name: place.queue,
    url,
    depth: () => readDepth(client, place),
    limits: () => readLimits(client, place),
    roundTripMs: () => roundTripMs(place.host),
    receive: (options) => receive(calls, place, options),
    acknowledge: (messages) => acknowledge(calls, place, messages),
    send: (bodies) => send(client, place, bodies),
    sendBack: async (body, oldMessageId) => {
      const oneAttempt = createSqsClient({ ...place, maxAttempts: 1 })
      return sendBack(oneAttempt, place, body, oldMessageId).finally(() => oneAttempt.destroy())
    },
    deadLetters: () => openDeadLetters(client, calls, place),
  }
  return { queue, close: () => client.destroy() }
}
