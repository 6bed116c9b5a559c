import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, provideEnv } from '@/lib/env'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'

/** Sends messages to the embedded queue of the console that has this data folder, past the console. */
export async function sendToEmbedded(dataDir: string, bodies: string[]): Promise<void> {
  const { port } = JSON.parse(readFileSync(join(dataDir, 'queue.json'), 'utf8'))
  const server = `http://127.0.0.1:${port}`
  const url = `${server}/000000000000/logins`
  // One that is open stays what it was opened for.
  if (env().SQS_QUEUE_URL !== url) closeQueue()
  provideEnv({
    SQS_QUEUE_URL: url,
    AWS_ENDPOINT_URL_SQS: server,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
  const refused = await openQueue().send(bodies)
  if (refused.length > 0) throw new Error(`The queue refused ${refused.length} messages.`)
}
