import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { mayScrape } from '@/lib/metrics/may-scrape'
import { scrape } from '@/lib/metrics/scrape'
import { startMetrics } from '@/lib/metrics/start-metrics'
import { guardConnections } from '@/lib/web/guard-connections'

const MAX_CONNECTIONS = 32
const TIMEOUT_MS = 10_000

/**
 * Serves /api/metrics and /api/health/live of a process without the console, on VEILGATE_METRICS_PORT;
 * does nothing where no port or no token is set. It keeps no process alive, and one that cannot
 * listen works on and says so.
 */
export async function serveMetrics(): Promise<void> {
  const { VEILGATE_METRICS_PORT: port, VEILGATE_METRICS_TOKEN: token, VEILGATE_HOST: host } = env()
  if (port === undefined || token === undefined) return
  await startMetrics()
  const server = createServer()
  const bounds = {
    maxConnections: MAX_CONNECTIONS,
    headersTimeoutMs: TIMEOUT_MS,
    requestTimeoutMs: TIMEOUT_MS,
    readerTimeoutMs: TIMEOUT_MS,
  }
  guardConnections(server, bounds, answer)
  server.unref()
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      log.warn('metrics.not-served', { host, port }, error)
      resolve()
    })
    server.listen(port, host, () => {
      const address = server.address()
      const listening = typeof address === 'object' ? address?.port : undefined
      log.info('metrics.served', { host, port: listening ?? port })
      resolve()
    })
  })
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  const isRead = request.method === 'GET'
  if (isRead && request.url === '/api/health/live') {
    response.setHeader('content-type', 'application/json').end('{"status":"ok"}')
  } else if (isRead && request.url === '/api/metrics') {
    await answerScrape(request, response)
  } else {
    response.writeHead(404).end()
  }
}

async function answerScrape({ headers }: IncomingMessage, response: ServerResponse) {
  if (mayScrape(headers.authorization) !== 'allowed') {
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
    return
  }
  try {
    const { contentType, text } = await scrape()
    response.setHeader('content-type', contentType).end(text)
  } catch (error) {
    log.error('metrics.scrape-failed', {}, error)
    response.writeHead(503).end()
  }
}
