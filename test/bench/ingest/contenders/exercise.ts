import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { plainRow } from '@/test/bench/ingest/contenders/plain-row'
import { beginReport, countCalls } from '@/test/bench/ingest/contenders/report'
import { openStore } from '@/test/bench/ingest/contenders/stores'

/** The way in which the exercise is mostly solved: for each message a hash, an INSERT and a deletion, in sequence. */
async function main(QueueUrl: string, count: number) {
  const report = beginReport()
  const client = new SQSClient({})
  countCalls(client, report.call)
  const store = await openStore('insert')
  const take = async ({ MessageId = '', Body = '', ReceiptHandle }: Message) => {
    await store([plainRow(MessageId, Body)])
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    report.deleted(1)
  }
  while (report.messages() < count) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }))
    for (const message of Messages) await take(message)
  }
  report.print()
}

await main(process.argv[2] ?? '', Number(process.argv[3]))
process.exit()
