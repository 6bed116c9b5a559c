/** Longer than the console waits for a connection and then for a query, 10 s each, before it gives a read up. */
const TIMEOUT_MS = 30_000

type Options = Omit<RequestInit, 'signal'> & { signal?: AbortSignal; timeoutMs?: number }

/**
 * Asks a route of the console, with a deadline: a network that answers nothing would have a page wait for minutes.
 * @throws where there is no answer in time; reading its body throws, too, where that does not come to its end.
 */
export function askConsole(
  url: string,
  { signal, timeoutMs = TIMEOUT_MS, ...init }: Options = {},
): Promise<Response> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const ends = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
  return fetch(url, { ...init, signal: ends })
}

/** What a route of the console answers, as JSON; null where it does not, or refuses. */
export async function askForJson<Answer>(url: string, options: Options): Promise<Answer | null> {
  try {
    const response = await askConsole(url, options)
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
