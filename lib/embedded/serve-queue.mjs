// The embedded queue, as a process of its own: `node serve-queue.mjs <data dir> <port>`.
// Plain JavaScript, so that it starts in a fraction of a second.
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getHeapStatistics } from 'node:v8'
import { buildApp } from 'fauxqs'

const [dataDir, port] = [process.argv[2], Number(process.argv[3])]
const host = `127.0.0.1:${port}`
const region = 'us-east-1'
const keptMessages = join(dataDir, 'queue-messages.jsonl')
/** Where versions up to 0.7.0 kept them, as one object. */
const messagesKeptBefore = join(dataDir, 'queue-messages.json')
/** The longest string of Node's holds about a million messages. */
const CHARACTERS_AT_ONCE = 1_000_000
/** Beyond it, Node would soon end the process, and with it all that waits. */
const MAX_HEAP_SHARE = 0.75
const FULL = {
  __type: 'com.amazonaws.sqs#EmbeddedQueueFull',
  message:
    'The embedded queue keeps messages in memory, and its memory is full. Ingest the waiting messages first.',
}

// Its store is not exported, and it is what lets us name the queue's URL ourselves (its own names a
// host that may not resolve), and keep the messages over a clean stop.
const inside = dirname(fileURLToPath(import.meta.resolve('fauxqs')))
const { SqsStore } = await import(pathToFileURL(join(inside, 'sqs/sqsStore.js')).href)
const store = new SqsStore()
store.host = ''
store.region = region

const app = buildApp({ logger: false, stores: { sqsStore: store } })
app.addHook('onRequest', (request, reply, done) => {
  if (!isOfUse(request)) reply.code(403).send()
  else if (isSend(request) && isFull()) reply.code(403).send(FULL)
  else done()
})

const deadLetter = makeQueue('logins-dead-letter', { MessageRetentionPeriod: '1209600' })
makeQueue('logins', {
  VisibilityTimeout: '30',
  MessageRetentionPeriod: '1209600',
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetter.arn, maxReceiveCount: 5 }),
})
await restoreMessages()

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop)
await app.listen({ host: '127.0.0.1', port })
// It would move on what has timed out at the next receive only, and count it as in flight until then.
setInterval(() => {
  for (const queue of store.listQueues()) queue.processTimers()
}, 1_000).unref()
// As Postgres does: a server whose folder was deleted would be found by nobody.
setInterval(() => {
  if (!existsSync(join(dataDir, 'queue.json'))) process.exit(0)
}, 10_000)

/** What a client of SQS asks, and nothing that a page of another origin or a stranger could. */
function isOfUse({ method, url, headers }) {
  if (headers.host !== host || headers.origin !== undefined) return false
  if ((headers['sec-fetch-site'] ?? 'none') !== 'none') return false
  // Compared as it came: encoded or absolute, it is another address.
  return (method === 'POST' && url === '/') || (method === 'GET' && url === '/health')
}

function isSend({ headers }) {
  return String(headers['x-amz-target']).startsWith('AmazonSQS.SendMessage')
}

function isFull() {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
  return used > limit * MAX_HEAP_SHARE
}

function makeQueue(name, attributes) {
  const url = `http://${host}/000000000000/${name}`
  return store.createQueue(name, url, `arn:aws:sqs:${region}:000000000000:${name}`, attributes)
}

async function stop() {
  await app.close()
  keepMessages()
  process.exit(0)
}

/** Messages live in memory; over a clean stop they lie in a file that only its owner can read, one in each line. */
function keepMessages() {
  const draft = `${keptMessages}.new`
  const file = openSync(draft, 'w', 0o600)
  let [count, lines] = [0, '']
  for (const queue of store.listQueues()) {
    for (const message of messagesOf(queue)) {
      count += 1
      lines += `${JSON.stringify([queue.name, message])}\n`
      if (lines.length < CHARACTERS_AT_ONCE) continue
      appendFileSync(file, lines)
      lines = ''
    }
  }
  appendFileSync(file, lines)
  closeSync(file)
  if (count > 0) renameSync(draft, keptMessages)
  else rmSync(draft)
}

function* messagesOf({ inflightMessages, messages, delayedMessages }) {
  for (const { message } of inflightMessages.values()) yield message
  yield* messages
  yield* delayedMessages
}

/** Lines that cannot be read are set aside. */
async function restoreMessages() {
  const damaged = `${keptMessages}.damaged`
  let isWhole = true
  for await (const line of keptLines()) {
    try {
      const [name, message] = JSON.parse(line)
      store.getQueueByName(name)?.enqueue(message)
    } catch {
      isWhole = false
      appendFileSync(damaged, `${line}\n`, { mode: 0o600 })
    }
  }
  if (!isWhole) process.stderr.write(`Some messages cannot be read. They are in ${damaged}.\n`)
  rmSync(keptMessages, { force: true })
  restoreBefore()
}

async function* keptLines() {
  if (!existsSync(keptMessages)) return
  let rest = ''
  for await (const chunk of createReadStream(keptMessages, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    yield* lines
  }
  if (rest !== '') yield rest
}

function restoreBefore() {
  let kept
  try {
    kept = JSON.parse(readFileSync(messagesKeptBefore, 'utf8'))
  } catch {
    return
  }
  for (const [name, messages] of Object.entries(kept)) {
    const queue = store.getQueueByName(name)
    for (const message of messages) queue?.enqueue(message)
  }
  rmSync(messagesKeptBefore)
}
