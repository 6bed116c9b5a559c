import { SQSClient } from '@aws-sdk/client-sqs'
import type { Agent } from 'undici'
import { sqsAgent, undiciHandler } from '@/lib/queue/sqs/calls/undici-handler'

/**
 * An SQS client with the options that cost least processor time a message. The checksums of bodies
 * (MD5) are left to TLS; middleware is resolved once instead of at each call.
 */
export function createSqsClient(options: {
  endpoint?: string | undefined
  region?: string | undefined
  /** One, for what must not happen twice where the first answer is lost. */
  maxAttempts?: number
  /** Connections to use in the place of its own. */
  agent?: Agent
}): SQSClient {
  return new SQSClient({
    // An explicit endpoint wins over the queue URL's host, which need not resolve from here.
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.region === undefined ? {} : { region: options.region }),
    md5: false,
    cacheMiddleware: true,
    maxAttempts: options.maxAttempts ?? 2,
    requestHandler: undiciHandler(options.agent ?? sqsAgent()),
  })
}
