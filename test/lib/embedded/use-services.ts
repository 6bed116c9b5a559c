// A process of its own for services.test.ts: takes part in the embedded services of
// VEILGATE_DATA_DIR, says what it got, and stays until its stdin ends.
import { withServices } from '@/lib/embedded/services'
import { databaseUrl, queueUrl } from '@/lib/env'

await withServices(async () => {
  process.stdout.write(`${JSON.stringify({ database: databaseUrl(), queue: queueUrl() })}\n`)
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).resume()
  })
})
process.exit(0)
