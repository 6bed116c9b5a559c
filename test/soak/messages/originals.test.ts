import { describe, expect, it } from 'vitest'
import { generateLogins } from '@/lib/sample/generate-logins'
import { holdsOriginal, marked } from '@/test/soak/messages/originals'

describe('originals', () => {
  it('are found in every login that is sent, and in parts of it', () => {
    for (const body of generateLogins({ count: 200, seed: 3 })) {
      expect(holdsOriginal(marked(body))).toBe(true)
      const { user_id, device_id } = JSON.parse(marked(body))
      expect([user_id, device_id].map(holdsOriginal)).toEqual([true, true])
    }
  })

  it.each([
    '{"at":"2026-11-26T17:50:10.123Z","level":"info","event":"run.started","runId":12}',
    'key 6f1d3c1e-8d0a-4c55-9a5b-0e3c4d1f2a3b',
    '2026-11-26 17:50:10.123 UTC [4242] LOG:  listening on IPv4 address "127.0.0.1", port 5433',
    'http://127.0.0.1:3000 took 123-45 ms',
  ])('are not found in %s', (line) => expect(holdsOriginal(line)).toBe(false))
})
