import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { beginReport, countCalls } from '@/test/bench/ingest/contenders/report'

/** The measure of things: the AWS SDK as it comes, receiving ten and deleting ten in turn, and nothing else. */
async function main(QueueUrl: string, count: number) {
  const report = beginReport()
  const client = new SQSClient({})
  countCalls(client, report.call)
  while (report.messages() < count) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    )
    if (Messages.length === 0) continue
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }))
    const { Successful = [] } = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl, Entries }),
    )
    report.deleted(Successful.length)
  }
  report.print()
}

await main(process.argv[2] ?? '', Number(process.argv[3]))
process.exit()
