import { setTimeout as sleep } from 'node:timers/promises'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { HttpRequest } from '@smithy/core/protocols'
import type { Agent } from 'undici'
import { type MessageCalls, sdkCalls } from '@/lib/queue/sqs/calls/message-calls'
import { postJson } from '@/lib/queue/sqs/calls/undici-handler'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'

/** How long an answer that refuses is let stand before the SDK asks again, in ms: this much, or up to twice. */
const REFUSED_PAUSE_MS = 100

/**
 * The calls as plain JSON over undici, with the SDK's signer, credentials, region and clock. The SDK's
 * own serialisation and middleware cost a quarter of a drain's processor time. Whatever is not
 * answered by 200 and a JSON object is asked again through the SDK: its retries, its correction of the
 * clock and its errors are then those of any other call.
 */
export function jsonCalls(client: SQSClient, agent: Agent, place: QueuePlace): MessageCalls {
  const ask = jsonAsker(client, agent, serverOf(place))
  const sdk = sdkCalls(client)
  return {
    receive: async (input, signal) =>
      (await ask('ReceiveMessage', input, signal)) ?? sdk.receive(input, signal),
    delete: async (input, signal) =>
      (await ask('DeleteMessageBatch', input, signal)) ?? sdk.delete(input, signal),
  }
}

/** As the SDK asks it: a gateway may redirect what lacks the slash, and each call would be made twice. */
function serverOf({ endpoint, url }: QueuePlace): URL {
  const server = new URL(endpoint ?? new URL(url).origin)
  if (!server.pathname.endsWith('/')) server.pathname += '/'
  return server
}

/** Asks once. @returns null where the SDK has to ask. @throws only where the signal ended the call. */
function jsonAsker(client: SQSClient, agent: Agent, server: URL) {
  const { config } = client
  const fixed = {
    method: 'POST',
    protocol: server.protocol,
    hostname: server.hostname,
    ...(server.port === '' ? {} : { port: Number(server.port) }),
    path: server.pathname,
  }
  const host = server.host
  return async (action: string, input: object, signal: AbortSignal): Promise<object | null> => {
    const request = new HttpRequest({
      ...fixed,
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
      },
      body: JSON.stringify(input),
    })
    try {
      const signer = await config.signer()
      const signingDate = new Date(Date.now() + config.systemClockOffset)
      const signed = await signer.sign(request, { signingDate })
      const { status, answer } = await postJson(agent, server, signed, signal)
      if (status === 200 && answer !== null) return answer
      await sleep(REFUSED_PAUSE_MS * (1 + Math.random()), undefined, { signal })
    } catch (error) {
      if (signal.aborted) throw error
    }
    return null
  }
}
