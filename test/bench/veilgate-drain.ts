import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'

/**
 * One drain by Veilgate, in a process of its own, as `npm run ingest` does it. Prints { messages,
 * ms, ledger }: from before the first receive until the last acknowledgement is confirmed. Not in
 * it, as it is not in the bare loop's: starting the process, and the empty receives at the end that
 * confirm that the queue is empty.
 */
async function main() {
  const queue = openQueue()
  const { receive, acknowledge } = queue
  let firstMs = Number.POSITIVE_INFINITY
  let lastMs = 0
  let messages = 0
  queue.receive = (options) => {
    firstMs = Math.min(firstMs, performance.now())
    return receive(options)
  }
  queue.acknowledge = async (batch) => {
    const answer = await acknowledge(batch)
    lastMs = performance.now()
    messages += answer.deleted.length
    return answer
  }
  const { ledger, state } = await drain({ startedBy: 'npm run bench' })
  process.stdout.write(`${JSON.stringify({ messages, ms: lastMs - firstMs, ledger, state })}\n`)
}

await main()
process.exit()
