import {
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  type DeleteMessageBatchResult,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  type ReceiveMessageResult,
  type SQSClient,
} from '@aws-sdk/client-sqs'

/** The two calls that are made for every ten messages. They throw what the SDK throws. */
export type MessageCalls = {
  receive(input: ReceiveMessageCommandInput, signal: AbortSignal): Promise<ReceiveMessageResult>
  delete(
    input: DeleteMessageBatchCommandInput,
    signal: AbortSignal,
  ): Promise<Partial<DeleteMessageBatchResult>>
}

/** The calls as the SDK makes them. */
export function sdkCalls(client: SQSClient): MessageCalls {
  return {
    receive: (input, abortSignal) => client.send(new ReceiveMessageCommand(input), { abortSignal }),
    delete: (input, abortSignal) =>
      client.send(new DeleteMessageBatchCommand(input), { abortSignal }),
  }
}
