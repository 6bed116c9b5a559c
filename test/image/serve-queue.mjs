// The queue of docker-compose.yml, by the names that it has there: `node serve-queue.mjs <address> <port>`.
// Plain JavaScript, so that it starts in a fraction of a second.
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildApp } from 'fauxqs'

const [address, port] = [process.argv[2], Number(process.argv[3])]
// Its store is not exported, and it is what lets us name the queue's URL ourselves.
const inside = dirname(fileURLToPath(import.meta.resolve('fauxqs')))
const { SqsStore } = await import(pathToFileURL(join(inside, 'sqs/sqsStore.js')).href)
const store = new SqsStore()
store.host = ''
store.region = 'us-east-1'

const app = buildApp({ logger: false, stores: { sqsStore: store } })
const deadLetter = makeQueue('logins-dead-letter', {})
makeQueue('logins', {
  VisibilityTimeout: '30',
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetter.arn, maxReceiveCount: 5 }),
})
await app.listen({ host: address, port })

function makeQueue(name, attributes) {
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`
  return store.createQueue(name, `http://sqs:${port}/000000000000/${name}`, arn, attributes)
}
