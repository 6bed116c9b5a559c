import { regionOfHost } from '@/lib/queue/sqs/queue-region'

/** Where a queue is, as its calls and their failures name it. */
export type QueuePlace = {
  url: string
  queue: string
  /** The server to ask, where it is another than the URL's. */
  endpoint: string | undefined
  /** Host and port that are asked. */
  host: string
  /** What calls are signed for; undefined where the SDK must find it in a profile. */
  region: string | undefined
}

export type QueueSettings = {
  url: string
  AWS_ENDPOINT_URL_SQS?: string | undefined
  AWS_ENDPOINT_URL?: string | undefined
  AWS_REGION?: string | undefined
}

/**
 * Works out which server is asked, and for which region calls are signed. A region in the name of
 * Amazon's host goes before AWS_REGION, which AWS sets in its containers and functions wherever the
 * queue is.
 */
export function queuePlace(settings: QueueSettings): QueuePlace {
  const { url, AWS_REGION } = settings
  const endpoint = settings.AWS_ENDPOINT_URL_SQS ?? settings.AWS_ENDPOINT_URL
  const asked = new URL(endpoint ?? url)
  return {
    url,
    queue: new URL(url).pathname.split('/').at(-1) ?? url,
    endpoint,
    host: asked.host,
    region:
      regionOfHost(asked.hostname) ??
      regionOfHost(new URL(url).hostname) ??
      AWS_REGION ??
      // A server that is not Amazon's takes any, but a signature needs one.
      (endpoint === undefined ? undefined : 'us-east-1'),
  }
}
