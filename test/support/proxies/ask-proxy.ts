import { NextRequest } from 'next/server'
import { proxy } from '@/proxy'

type Options = { method?: string; session?: boolean; headers?: Record<string, string> }

/** Asks the proxy for a path, by default as somebody who has a session. */
export function askProxy(
  path: string,
  { method = 'GET', session = true, headers = {} }: Options = {},
) {
  const all = new Headers({ host: '127.0.0.1:3000', ...headers })
  if (session) all.set('cookie', 'veilgate.session_token=token.signature')
  return proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { method, headers: all }))
}
