import { boundHeapGrowth } from '@/lib/bound-heap-growth'
import { drain } from '@/lib/ingest/drain'
import { setMeter } from '@/lib/measure'
import { openQueue } from '@/lib/queue/open-queue'
import { beginReport } from '@/test/bench/ingest/contenders/report'

/**
 * Veilgate drains: parses, masks, seals, and stores with its ledger; another process would fold. The empty
 * receives at the end, which confirm that the queue is empty, are not in its time.
 */
async function main() {
  // As every command does.
  boundHeapGrowth()
  const report = beginReport()
  const queue = openQueue()
  const { receive, acknowledge } = queue
  let isBegun = false
  queue.receive = (options) => {
    // The others are counted where they are made.
    if (!isBegun) report.call()
    isBegun = true
    return receive(options)
  }
  queue.acknowledge = async (batch) => {
    const answer = await acknowledge(batch)
    report.deleted(answer.deleted.length)
    return answer
  }
  let counted = 0
  setMeter({
    count: (name, { action }) => {
      if (name !== 'veilgate_sqs_calls_total' || action === 'GetQueueAttributes') return
      counted += 1
      if (counted > 1) report.call()
    },
    observe: () => {},
  })
  const { ledger } = await drain({ startedBy: 'npm run bench' })
  report.print({ ledger })
}

await main()
process.exit()
