import { createHmac } from 'node:crypto'

/**
 * The headers by which whoever receives a webhook knows that it is ours and new: the HMAC-SHA256, in
 * hex, of the Unix seconds, a dot and the body, under the channel's secret.
 */
export function signatureHeaders(
  secret: string,
  body: string,
  unixSeconds: number,
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex')
  return {
    'veilgate-timestamp': String(unixSeconds),
    'veilgate-signature': `v1=${signature}`,
  }
}
