import { afterEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { mayScrape } from '@/lib/metrics/may-scrape'

const TOKEN = 'a-token-of-32-characters-for-it!'

afterEach(() => provideEnv({ VEILGATE_METRICS_TOKEN: '' }))

describe('who may scrape', () => {
  it('is nobody where no token is set, not even with an empty one', () => {
    for (const given of [null, undefined, '', 'Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`]) {
      expect(mayScrape(given)).toBe('off')
    }
  })

  it.each([
    [`Bearer ${TOKEN}`, 'allowed'],
    [`bearer ${TOKEN}`, 'allowed'],
    [TOKEN, 'refused'],
    [`Basic ${TOKEN}`, 'refused'],
    [`Bearer ${TOKEN}x`, 'refused'],
    [`Bearer ${TOKEN.slice(0, -1)}`, 'refused'],
    [`Bearer ${TOKEN.toUpperCase()}`, 'refused'],
    [`Bearer x ${TOKEN}`, 'refused'],
    ['Bearer ', 'refused'],
    ['', 'refused'],
    [null, 'refused'],
  ] as const)('%s: %s', (given, may) => {
    provideEnv({ VEILGATE_METRICS_TOKEN: TOKEN })
    expect(mayScrape(given)).toBe(may)
  })
})
