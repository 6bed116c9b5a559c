import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { holdsOriginal } from '@/test/soak/messages/originals'
import type { Delivery } from '@/test/soak/verdict/told'

/** Takes the webhooks of the alerts. */
export type Receiver = {
  url: string
  /** All that was delivered so far, as it came. */
  deliveries(): readonly Delivery[]
  /** How many deliveries held an original. */
  originals(): number
  close(): void
}

/** Listens on loopback, and answers each webhook with 204. */
export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  let originals = 0
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => '')
    if (holdsOriginal(body)) originals += 1
    const delivery = deliveryOf(body)
    if (delivery !== null) deliveries.push(delivery)
    response.writeHead(204).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    deliveries: () => deliveries,
    originals: () => originals,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Null of a test message, and of what is none of ours. */
function deliveryOf(body: string): Delivery | null {
  try {
    const { id, rule, state, at } = JSON.parse(body) as Record<string, string>
    const atMs = Date.parse(at ?? '')
    if (!id || !rule || (state !== 'firing' && state !== 'resolved')) return null
    return Number.isNaN(atMs) ? null : { id, rule, state, atMs }
  } catch {
    return null
  }
}
