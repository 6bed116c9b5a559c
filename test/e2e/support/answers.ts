import { type APIRequestContext, expect } from '@playwright/test'
import { OPERATOR } from './accounts'
import { consoleUnderTest } from './console-under-test'

/** What a person is shown: the title in the tab and the one on the page. */
export function shownIn(html: string) {
  const last = (pattern: RegExp) => Array.from(html.matchAll(pattern), ([, text]) => text).at(-1)
  return {
    title: last(/<title>([^<]*)<\/title>/g) ?? '',
    heading: last(/<h1[^>]*>(?:<span[^>]*>)?([^<]*)/g) ?? '',
  }
}

/** How many refusals of the operator the reveal log tells of, by kind; none says what was asked for. */
export async function refusalsOfOperator(
  admin: APIRequestContext,
): Promise<Record<string, number>> {
  const query = `?outcome=refused&person=${encodeURIComponent(OPERATOR.email)}`
  const path = `/api/audit/export${query}`
  const text = await (await admin.post(path, { headers: fromConsole() })).text()
  const [, ...lines] = text.trim().split('\r\n')
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const [, , person, kind = '', outcome, times, ...rest] = line.split(',')
    expect([person, outcome]).toEqual([OPERATOR.email, 'refused'])
    expect(rest.slice(0, 6).join(''), kind).toBe('')
    counts[kind] = (counts[kind] ?? 0) + Number(times)
  }
  return counts
}

/** A POST that does not say where it comes from is refused before it gets anywhere. */
export function fromConsole() {
  return { origin: `http://127.0.0.1:${consoleUnderTest().port}` }
}

/** The status of a stream that does not end by itself, and its text where it is a refusal. */
export async function beginningOf(url: URL, cookie: string) {
  const abort = new AbortController()
  const response = await fetch(url, { headers: { cookie }, signal: abort.signal })
  const text = response.ok ? '' : await response.text()
  abort.abort()
  return { status: response.status, text }
}
