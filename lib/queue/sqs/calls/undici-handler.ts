import type { SQSClientConfig } from '@aws-sdk/client-sqs'
import { Agent, type Dispatcher } from 'undici'

type RequestHandler = Extract<
  NonNullable<SQSClientConfig['requestHandler']>,
  { handle: (...args: never[]) => unknown }
>
type Handle = RequestHandler['handle']

/** Ten messages of 1 MiB, each character of them escaped. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const TIMEOUTS = { headersTimeout: 30_000, bodyTimeout: 30_000 }

/** The connections to an SQS server. */
export function sqsAgent(): Agent {
  return new Agent({
    connections: 128,
    connectTimeout: 5_000,
    keepAliveTimeout: 30_000,
    maxResponseSize: MAX_ANSWER_BYTES,
  })
}

/**
 * The SDK's HTTP handler on undici, whose responses come back whole: SQS answers are small, and
 * the SDK's own streams cost a third of the client's processor time.
 */
export function undiciHandler(agent: Agent): RequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request: Parameters<Handle>[0], options: Parameters<Handle>[1]) =>
      send(agent, request, options),
    destroy: () => void agent.destroy(),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  } as RequestHandler
}

async function send(
  agent: Agent,
  request: Parameters<Handle>[0],
  options: Parameters<Handle>[1] = {},
): Promise<Awaited<ReturnType<Handle>>> {
  const port = request.port === undefined ? '' : `:${request.port}`
  const query = new URLSearchParams(request.query as Record<string, string>).toString()
  const response = await agent.request({
    origin: `${request.protocol}//${request.hostname}${port}`,
    path: query === '' ? request.path : `${request.path}?${query}`,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers,
    body: request.body,
    signal: options?.abortSignal as AbortSignal | undefined,
    ...TIMEOUTS,
  })
  // The signal ends the body as well: undici destroys it where the request is aborted.
  const body = new Uint8Array(await response.body.arrayBuffer())
  // The SDK asks other services for credentials the same way, and those may answer in XML.
  if ('x-amz-target' in request.headers) refuseForeign(response.statusCode, body)
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  )
  return { response: { statusCode: response.statusCode, headers, body } } as Awaited<
    ReturnType<Handle>
  >
}

/**
 * Sends a signed request, past the SDK.
 * @returns the status, and the answer where it is a JSON object.
 */
export async function postJson(
  agent: Agent,
  server: URL,
  { headers, body }: { headers: Record<string, string>; body?: string },
  signal: AbortSignal,
): Promise<{ status: number; answer: object | null }> {
  const response = await agent.request({
    origin: server.origin,
    path: server.pathname,
    method: 'POST',
    headers,
    body: body ?? '',
    signal,
    ...TIMEOUTS,
  })
  const text = await response.body.text()
  const answer = text.startsWith('{') ? JSON.parse(text) : null
  return { status: response.statusCode, answer }
}

/**
 * What is no JSON the SDK would blame on itself; and nothing at all it would take for an empty queue.
 * @throws an error with a code of `queue-failure`'s table, and the status of the answer.
 */
function refuseForeign(httpStatusCode: number, body: Uint8Array): void {
  const start = Buffer.from(body.subarray(0, 512)).toString('latin1').trimStart()
  if (start.startsWith('{')) return
  // The SDK makes an error of any other status by itself.
  if (start === '' && httpStatusCode >= 300) return
  const code = foreignCode(httpStatusCode, start)
  throw Object.assign(new Error(), { code, $metadata: { httpStatusCode } })
}

function foreignCode(httpStatusCode: number, start: string): string {
  // Whatever a server speaks, its gateway says so in its own way while it is away.
  if (httpStatusCode >= 502) return 'GatewayAnswer'
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) return 'HtmlAnswer'
  return start.startsWith('<') ? 'XmlAnswer' : 'UnreadableAnswer'
}
