import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

type Answer = { retryAfterSeconds?: number }

/** Actions and route handlers are bundled apart, hence global. */
const shared = globalThis as { veilgateAnswers?: AsyncLocalStorage<Answer> }

/**
 * Answers the request in hand with 429 and Retry-After, whatever page is rendered into it. A server
 * action cannot set the status of its answer by itself.
 */
export function answerTooMany(retryAfterSeconds: number) {
  const answer = answers().getStore()
  if (answer !== undefined) answer.retryAfterSeconds = retryAfterSeconds
}

/** Runs what answers a request so that `answerTooMany` reaches it. */
export function withAnswer(response: ServerResponse, act: () => void) {
  const answer: Answer = {}
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (answer.retryAfterSeconds === undefined) return writeHead(status, ...rest)
    response.setHeader('retry-after', answer.retryAfterSeconds)
    return writeHead(429, ...rest)
  }
  answers().run(answer, act)
}

function answers(): AsyncLocalStorage<Answer> {
  shared.veilgateAnswers ??= new AsyncLocalStorage()
  return shared.veilgateAnswers
}
