import {
  ListDeadLetterSourceQueuesCommand,
  type Message,
  PurgeQueueCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { DeadLetterPlace } from '@/lib/model/pipeline/dead-letters'
import { type DeadLetterQueue, MAX_MESSAGE_BYTES, type QueueMessage } from '@/lib/queue/queue'
import { acknowledge } from '@/lib/queue/sqs/acknowledge'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { MessageCalls } from '@/lib/queue/sqs/calls/message-calls'
import { roundTripMs } from '@/lib/queue/sqs/calls/round-trip'
import { readDepth } from '@/lib/queue/sqs/depth'
import { deadLetterTarget, findQueue } from '@/lib/queue/sqs/find-dead-letters'
import { readLimits } from '@/lib/queue/sqs/limits'
import { cancelMove, listMoves, startMove } from '@/lib/queue/sqs/move-tasks'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
import { readAttributes } from '@/lib/queue/sqs/read-attributes'
import { receive, type Special } from '@/lib/queue/sqs/receive'

/** A sample is hidden from others for as long: enough to receive all of it, without the same ones twice. */
const PEEK_SECONDS = 3
/** So many of other queues are passed over; they come again after that time. */
const MAX_OTHERS = 200

/** Finds the dead-letter queue of the queue at `source`; see `Queue.deadLetters`. */
export async function openDeadLetters(
  client: SQSClient,
  calls: MessageCalls,
  source: QueuePlace,
): Promise<DeadLetterQueue | null> {
  const { RedrivePolicy, QueueArn } = await readAttributes(client, source, [
    'RedrivePolicy',
    'QueueArn',
  ])
  const target = deadLetterTarget(RedrivePolicy)
  if (target === null) return null
  const place = await findQueue(client, source, target)
  // All: a server that does not know the name of one attribute refuses the whole call.
  const special = {
    attributes: ['All'],
    isOurs: ({ Attributes }: Message) =>
      (Attributes?.DeadLetterQueueSourceArn ?? QueueArn) === QueueArn,
  }
  return {
    name: place.queue,
    url: place.url,
    depth: () => readDepth(client, place),
    // Its messages were sent to another queue, by whose settings they may be larger.
    limits: async () => ({
      ...(await readLimits(client, place)),
      maxMessageBytes: MAX_MESSAGE_BYTES,
    }),
    roundTripMs: () => roundTripMs(place.host),
    receive: (options) => receive(calls, place, options, special),
    acknowledge: (messages) => acknowledge(calls, place, messages),
    place: () => readPlace(client, place, source),
    peek: (limit) => peek(calls, place, limit, special),
    purge: () => purge(client, place),
    startMove: (maxPerSecond) => startMove(client, place, target.arn, maxPerSecond),
    listMoves: () => listMoves(client, place, target.arn),
    cancelMove: (handle) => cancelMove(client, place, handle),
  }
}

async function readPlace(
  client: SQSClient,
  place: QueuePlace,
  source: QueuePlace,
): Promise<DeadLetterPlace> {
  const [{ MessageRetentionPeriod }, otherSources] = await Promise.all([
    readAttributes(client, place, ['MessageRetentionPeriod']),
    listOtherSources(client, place, source),
  ])
  const retentionSeconds =
    MessageRetentionPeriod === undefined ? null : Number(MessageRetentionPeriod)
  return { name: place.queue, retentionSeconds, otherSources }
}

async function listOtherSources(
  client: SQSClient,
  place: QueuePlace,
  source: QueuePlace,
): Promise<string[] | null> {
  const command = new ListDeadLetterSourceQueuesCommand({ QueueUrl: place.url })
  try {
    const { queueUrls = [] } = await callQueue('ListDeadLetterSourceQueues', place, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    const names = queueUrls.map((url) => new URL(url).pathname.split('/').at(-1) ?? url)
    return names.filter((name) => name !== source.queue)
  } catch {
    // Not every server knows it, and not everybody may ask: which other queues it serves is unknown.
    return null
  }
}

async function peek(
  calls: MessageCalls,
  place: QueuePlace,
  limit: number,
  { isOurs, ...special }: Pick<Required<Special>, 'attributes' | 'isOurs'>,
): Promise<QueueMessage[]> {
  const found = new Map<string, QueueMessage>()
  let others = 0
  // The first one waits: a receive that does not asks only some of the servers that hold messages.
  for (let waitSeconds = 1; found.size < limit && others < MAX_OTHERS; waitSeconds = 0) {
    const othersBefore = others
    const messages = await receive(
      calls,
      place,
      { waitSeconds },
      {
        ...special,
        visibilityTimeoutSeconds: PEEK_SECONDS,
        isOurs: (message) => {
          if (isOurs(message)) return true
          others += 1
          return false
        },
      },
    )
    const fresh = messages.filter(({ messageId }) => !found.has(messageId))
    // Those of other queues may stand before ours.
    if (fresh.length === 0 && others === othersBefore) break
    for (const message of fresh) found.set(message.messageId, message)
  }
  return [...found.values()].slice(0, limit)
}

async function purge(client: SQSClient, place: QueuePlace): Promise<void> {
  const command = new PurgeQueueCommand({ QueueUrl: place.url })
  await callQueue('PurgeQueue', place, (abortSignal) => client.send(command, { abortSignal }))
}
