import { SQSClient } from '@aws-sdk/client-sqs'
import { Consumer } from 'sqs-consumer'
import { plainRow } from '@/test/bench/ingest/contenders/plain-row'
import { beginReport, countCalls } from '@/test/bench/ingest/contenders/report'
import { openStore } from '@/test/bench/ingest/contenders/stores'

const CONSUMERS = 4

/** Four consumers of sqs-consumer in one process, with ten messages each at a time. */
async function main(queueUrl: string, count: number, how: string) {
  const report = beginReport()
  const sqs = new SQSClient({})
  countCalls(sqs, report.call)
  const store = await openStore(how)
  await new Promise<void>((done) => {
    for (let number = 0; number < CONSUMERS; number += 1) {
      const consumer = Consumer.create({
        queueUrl,
        sqs,
        batchSize: 10,
        handleMessageBatch: async (messages) => {
          await store(messages.map(({ MessageId, Body }) => plainRow(MessageId ?? '', Body ?? '')))
          return messages
        },
      })
      consumer.on('error', fail)
      // Said once its deletion is confirmed.
      consumer.on('message_processed', () => {
        report.deleted(1)
        if (report.messages() >= count) done()
      })
      consumer.start()
    }
  })
  report.print()
}

function fail(error: Error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

await main(process.argv[2] ?? '', Number(process.argv[3]), process.argv[4] ?? '')
process.exit()
