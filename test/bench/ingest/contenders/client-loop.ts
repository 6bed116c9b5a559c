import { openQueue } from '@/lib/queue/open-queue'
import { beginReport } from '@/test/bench/ingest/contenders/report'

/** The bare loop once more, by Veilgate's own client: what is left is what the pipeline costs. */
async function main(count: number) {
  const report = beginReport()
  const queue = openQueue()
  while (report.messages() < count) {
    report.call()
    const messages = await queue.receive({ waitSeconds: 0 })
    if (messages.length === 0) continue
    report.call()
    const { deleted } = await queue.acknowledge(messages)
    report.deleted(deleted.length)
  }
  report.print()
}

await main(Number(process.argv[3]))
process.exit()
