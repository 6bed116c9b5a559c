// A queue for a host of its own: `node serve-queue.mjs <address> <port>`. Plain JavaScript, so that it
// starts in a fraction of a second.
import { buildApp } from 'fauxqs'

const [host, port] = [process.argv[2], Number(process.argv[3])]
await buildApp({ logger: false }).listen({ host, port })
