// The measure of things: the AWS SDK as it comes, receiving ten and deleting ten, one call after the
// other, and doing nothing else. Plain JavaScript, in a process of its own.
//   node bare-loop.mjs <queue url> <messages>
// Prints { messages, ms }: from before the first receive until the last deletion is confirmed.
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

const [, , QueueUrl, wanted] = process.argv
const client = new SQSClient({})

let messages = 0
const startedMs = performance.now()
while (messages < Number(wanted)) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  )
  if (Messages.length === 0) break
  const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }))
  const { Successful = [] } = await client.send(
    new DeleteMessageBatchCommand({ QueueUrl, Entries }),
  )
  messages += Successful.length
}
const ms = performance.now() - startedMs
process.stdout.write(`${JSON.stringify({ messages, ms })}\n`)
