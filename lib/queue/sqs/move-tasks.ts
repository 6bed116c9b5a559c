import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { MOVE_STATES, type MoveTask } from '@/lib/model/pipeline/dead-letters'
import { QueueFailure } from '@/lib/queue/queue-failure'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'

const LISTED = 3
/** A server that does not know moves answers with one of these. */
const UNKNOWN_ACTION =
  /^(UnsupportedOperation|InvalidAction|UnknownOperationException|NotImplemented)/

/** Without a destination, each message is moved to the queue that it came from. */
export async function startMove(
  client: SQSClient,
  place: QueuePlace,
  arn: string,
  maxPerSecond: number | null,
): Promise<void> {
  const command = new StartMessageMoveTaskCommand({
    SourceArn: arn,
    ...(maxPerSecond === null ? {} : { MaxNumberOfMessagesPerSecond: maxPerSecond }),
  })
  await callQueue('StartMessageMoveTask', place, (abortSignal) =>
    client.send(command, { abortSignal }),
  )
}

/** @returns null where the server does not know moves. */
export async function listMoves(
  client: SQSClient,
  place: QueuePlace,
  arn: string,
): Promise<MoveTask[] | null> {
  const command = new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: LISTED })
  try {
    const { Results = [] } = await callQueue('ListMessageMoveTasks', place, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    return Results.map(toMoveTask)
  } catch (error) {
    if (error instanceof QueueFailure && UNKNOWN_ACTION.test(error.code ?? '')) return null
    throw error
  }
}

export async function cancelMove(
  client: SQSClient,
  place: QueuePlace,
  handle: string,
): Promise<void> {
  const command = new CancelMessageMoveTaskCommand({ TaskHandle: handle })
  await callQueue('CancelMessageMoveTask', place, (abortSignal) =>
    client.send(command, { abortSignal }),
  )
}

function toMoveTask(entry: ListMessageMoveTasksResultEntry): MoveTask {
  const state = entry.Status?.toLowerCase()
  return {
    handle: entry.TaskHandle ?? null,
    // What a later SQS may say besides is no reason to offer a second move.
    state: MOVE_STATES.find((known) => known === state) ?? 'running',
    moved: entry.ApproximateNumberOfMessagesMoved ?? 0,
    toMove: entry.ApproximateNumberOfMessagesToMove ?? null,
    maxPerSecond: entry.MaxNumberOfMessagesPerSecond ?? null,
    failure: entry.FailureReason ?? null,
    startedAt:
      entry.StartedTimestamp === undefined ? null : new Date(entry.StartedTimestamp).toISOString(),
  }
}
