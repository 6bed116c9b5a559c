/** What is wrong with one parameter of a request. */
export type ParameterProblem = { parameter: string; detail: string }

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const

export type ProblemStatus = keyof typeof TITLES

type Problem = {
  status: ProblemStatus
  /** A sentence. */
  detail: string
  /** Of a request that was not understood: what is wrong with each parameter. */
  errors?: readonly ParameterProblem[]
  headers?: Record<string, string>
}

/** An answer that says why there is none, as RFC 9457 has it. */
export function problemResponse({ status, detail, errors, headers = {} }: Problem): Response {
  const body = { type: 'about:blank', title: TITLES[status], status, detail, errors }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}
