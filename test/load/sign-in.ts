import type { Account } from '@/test/support/programs/start-console'

/** The fields that the form of the sign-in page sends by itself, without its script. */
export async function formFields(url: string): Promise<[name: string, value: string][]> {
  const html = await (await fetch(`${url}/sign-in`)).text()
  const inputs = [...html.matchAll(/<input type="hidden"([^>]*)>/g)].map(([, rest = '']) => rest)
  return inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')])
}

/** Sends the form. */
export function sendForm(
  url: string,
  fields: readonly (readonly [string, string])[],
  { email, password }: Account,
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of fields) body.set(name, value)
  body.set('email', email)
  body.set('password', password)
  const headers = { origin: url }
  return fetch(`${url}/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })
}

/** Signs in. @returns the cookie of the session. */
export async function signIn(url: string, account: Account): Promise<string> {
  const response = await sendForm(url, await formFields(url), account)
  const cookie = response.headers
    .getSetCookie()
    .find((each) => each.includes('session_token='))
    ?.split(';')[0]
  if (cookie === undefined) throw new Error(`Signing in was answered with ${response.status}.`)
  return cookie
}

function attribute(input: string, name: string): string {
  const text = new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? ''
  return text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
