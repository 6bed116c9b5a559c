import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { provideEnv } from '@/lib/env'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'

/** The same logins at each run of the tests: none of them fails by chance. */
let seed = 0

/** Sends generated logins to the embedded queue of the console under test, past the console. */
export async function sendLogins(count: number, malformed = 0, sharedDevices = 0) {
  seed += 1
  await sendBodies([...generateLogins({ count, seed, malformed, sharedDevices })])
}

/** Sends messages as they are, byte for byte. */
export async function sendBodies(bodies: string[]) {
  const dataDir = process.env.VEILGATE_E2E_DATA_DIR ?? '.veilgate-e2e'
  const { port } = JSON.parse(readFileSync(join(dataDir, 'queue.json'), 'utf8'))
  provideEnv({
    SQS_QUEUE_URL: `http://127.0.0.1:${port}/000000000000/logins`,
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
  const refused = await openQueue().send(bodies)
  if (refused.length > 0) throw new Error(`The queue refused ${refused.length} messages.`)
}
