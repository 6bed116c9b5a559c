import { afterEach, expect, it } from 'vitest'
import { checkSite } from '@/lib/cli/start/check-site'
import { provideEnv } from '@/lib/env'

afterEach(() => provideEnv({ VEILGATE_URL: '' }))

it.each(['0.0.0.0', '::', '192.0.2.1', 'console.example.com'])(
  'wants an address before it listens on %s',
  (host) => {
    expect(() => checkSite(host)).toThrow(/VEILGATE_URL/)
    provideEnv({ VEILGATE_URL: 'https://veilgate.example.com' })
    expect(() => checkSite(host)).not.toThrow()
  },
)

it.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('wants none for %s', (host) => {
  expect(() => checkSite(host)).not.toThrow()
})
