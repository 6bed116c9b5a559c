import { randomUUID } from 'node:crypto'
import {
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { RefusedMessage, SentBack } from '@/lib/queue/queue'
import { QueueFailure } from '@/lib/queue/queue-failure'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import { inBatchesOfTen } from '@/lib/queue/sqs/in-batches-of-ten'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'

const CALLS_AT_ONCE = 8
/** SQS limits a batch as it limits a message: 256 KiB at the servers that allow least. */
const BATCH_MAX_BYTES = 256 * 1024

/** SendMessageBatch in tens, several calls at once; see `Queue.send`. */
export async function send(
  client: SQSClient,
  place: QueuePlace,
  bodies: readonly string[],
): Promise<RefusedMessage[]> {
  const refused: RefusedMessage[] = []
  await inBatchesOfTen(bodies, CALLS_AT_ONCE, async (ten, firstIndex) => {
    const bytes = ten.reduce((sum, body) => sum + Buffer.byteLength(body), 0)
    const results =
      bytes > BATCH_MAX_BYTES
        ? await sendSingly(client, place, ten)
        : await sendTen(client, place, ten)
    for (const { index, reason } of results) refused.push({ index: firstIndex + index, reason })
  })
  return refused.sort((a, b) => a.index - b.index)
}

/** One message that names an older one in its attribute `returned_from`; see `Queue.sendBack`. */
export async function sendBack(
  client: SQSClient,
  place: QueuePlace,
  body: string,
  oldMessageId: string,
): Promise<SentBack> {
  try {
    const { MessageId } = await sendOne(client, place, {
      MessageBody: body,
      // Returned a second time within minutes, it is still one message.
      ...(place.queue.endsWith('.fifo') ? { MessageDeduplicationId: oldMessageId } : {}),
      MessageAttributes: { returned_from: { DataType: 'String', StringValue: oldMessageId } },
    })
    return { ok: true, messageId: MessageId ?? '' }
  } catch (error) {
    const reason = whyNotTaken(error)
    if (reason !== undefined) return { ok: false, reason }
    throw error
  }
}

/** A code, where the queue answered that it did not take it, or was never reached. */
function whyNotTaken(error: unknown): string | undefined {
  if (!(error instanceof QueueFailure)) return undefined
  const { status, code } = error
  // By the status: what the SDK cannot read it blames on the client, a gateway's 504 among it.
  if (status !== undefined && status >= 400 && status < 500 && !FOREIGN.test(code ?? ''))
    return code
  return code !== undefined && NOT_REACHED.includes(code) ? code : undefined
}

/** The answer of something in between, which does not know what the queue did. */
const FOREIGN = /Answer$/
const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

async function sendTen(client: SQSClient, place: QueuePlace, ten: readonly string[]) {
  const Entries = ten.map((MessageBody, index) => ({
    Id: String(index),
    MessageBody,
    ...fifoFields(place),
  }))
  try {
    const { Failed = [] } = await callQueue('SendMessageBatch', place, (abortSignal) =>
      client.send(new SendMessageBatchCommand({ QueueUrl: place.url, Entries }), { abortSignal }),
    )
    return Failed.map(({ Id, Code }) => ({ index: Number(Id), reason: Code ?? 'refused' }))
  } catch (error) {
    // One bad body makes some servers refuse all ten: find out which.
    if (isRefusal(error)) return sendSingly(client, place, ten)
    throw error
  }
}

async function sendSingly(client: SQSClient, place: QueuePlace, bodies: readonly string[]) {
  const refused: RefusedMessage[] = []
  for (const [index, MessageBody] of bodies.entries()) {
    try {
      await sendOne(client, place, { MessageBody })
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused.push({ index, reason: error.code ?? 'refused' })
    }
  }
  return refused
}

async function sendOne(
  client: SQSClient,
  place: QueuePlace,
  message: Omit<SendMessageCommandInput, 'QueueUrl'>,
) {
  const command = new SendMessageCommand({
    QueueUrl: place.url,
    ...fifoFields(place),
    ...message,
  })
  return callQueue('SendMessage', place, (abortSignal) => client.send(command, { abortSignal }))
}

/** A FIFO queue wants a group for each message; logins need no order among each other. */
function fifoFields({ queue }: QueuePlace) {
  if (!queue.endsWith('.fifo')) return {}
  const id = randomUUID()
  return { MessageGroupId: id, MessageDeduplicationId: id }
}

/** Whether the queue found fault with what was sent, rather than with who or where. */
function isRefusal(error: unknown): error is QueueFailure {
  return (
    error instanceof QueueFailure &&
    error.status !== undefined &&
    error.status < 500 &&
    /InvalidMessageContents|InvalidParameterValue|BatchRequestTooLong|EmptyBatch|MissingParameter|Serialization|Validation/i.test(
      error.code ?? '',
    )
  )
}
