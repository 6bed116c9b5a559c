import { beforeAll, describe, expect, it } from 'vitest'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { listRecordedActions } from '@/lib/db/reveal-log/list-recorded-actions'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { findSubjects } from '@/lib/db/reviews/find-subjects'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { findShared } from '@/lib/db/shared/find-shared'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { provideEnv } from '@/lib/env'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { recordCopy } from '@/lib/reveal/record-copy'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { openRejected } from '@/lib/reveal/rejected/open-rejected'
import { returnRejected } from '@/lib/reveal/rejected/return-rejected'
import { reveal } from '@/lib/reveal/reveal'
import { HOSTILE, HOSTILE_TIMEOUT_MS, randomTokens } from '@/test/support/hostile/hostile'
import { PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { asAdmin, justified } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

/** How many random tokens a door sees. */
export type TokenCounts = {
  cheap: number
  /** Where each takes many looks at the database. */
  looks: number
  /** Where each writes into the log under its lock. */
  writes: number
  /** At `reveal`, which takes many at once. */
  revealed: number
}

/** States, for a test file: whatever is taken for a token, no door throws at it. */
export function tryTokens(counts: TokenCounts): void {
  useServices()
  beforeAll(async () => {
    await initQuickKeys(PASSPHRASE)
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '100000' })
  })

  describe('random tokens and hostile texts', { timeout: HOSTILE_TIMEOUT_MS }, () => {
    it.each(Object.keys(DOORS))('are taken without a throw: %s', async (door) => {
      const enter = DOORS[door] as (text: string) => Promise<unknown>
      const waiting = [...HOSTILE, ...randomTokens(counts[DEAR[door] ?? 'cheap'])]
      const guest = async () => {
        for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
          await enter(text).catch((cause) => {
            throw new Error(`${door} threw at ${JSON.stringify(text)}`, { cause })
          })
        }
      }
      await Promise.all(Array.from({ length: 8 }, guest))
    })

    it('are each told what they are by reveal, and every request is in the log', async () => {
      const texts = [...HOSTILE, ...randomTokens(counts.revealed)]
      for (let sent = 0; sent < texts.length; sent += MAX_TOKENS) {
        const answer = await reveal(asAdmin, {
          ...justified,
          tokens: texts.slice(sent, sent + MAX_TOKENS),
        })
        if (answer.kind !== 'revealed') throw new Error(answer.kind)
        for (const { outcome } of answer.values) {
          expect(['unknown', 'erased', 'foreign-key', 'not-a-token']).toContain(outcome)
        }
      }
      expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
    })
  })
}

const isPlain = (text: string) => text.isWellFormed() && !text.includes('\0')
const find = (field: 'ip' | 'device_id') => (original: string) =>
  findByOriginal(asAdmin, { ...justified, field, original })

/** Where a token, or what somebody takes for one, comes in. The database's own get what pages let by. */
const DOORS: Record<string, (text: string) => Promise<unknown>> = {
  'find by original, an IP': find('ip'),
  'find by original, a device id': find('device_id'),
  copy: (text) => recordCopy(asAdmin, { requestId: '1', token: text }),
  'copy, the request': (text) => recordCopy(asAdmin, { requestId: text, token: text }),
  'open rejected': (id) => openRejected(asAdmin, { ...justified, id }),
  'return rejected': (id) =>
    returnRejected(asAdmin, { ...justified, id }, () =>
      Promise.reject(new Error('not to be sent')),
    ),
  'discard rejected': (id) => discardRejected(asAdmin, { ...justified, id }),
  'the filter of the logins': async (text) => {
    const { query } = parseLoginsQuery({ device: text, ip: text, user: text, at: text, row: text })
    const filter = await currentFilter(filterOf(query, 0, 'UTC'))
    await Promise.all([
      countLogins(filter),
      searchLogins({ filter, sort: query.sort, order: query.order, cursor: query.at, limit: 9 }),
    ])
  },
  'the charts of the logins': async (text) => {
    const filter = filterOf(parseLoginsQuery({ device: text }).query, 0, 'UTC')
    await Promise.all([countFacets(filter), countOverTime(filter, { timeZone: 'UTC', nowMs: 0 })])
  },
  'a device or IP': async (text) => {
    if (!isPlain(text)) return
    const kind = text.startsWith('ip') ? 'ip' : 'device'
    await Promise.all([
      findShared(kind, text),
      readLinkGraph(kind, text),
      listReviews(kind, text),
      findSubjects(kind, [text]),
      findSubjects('user', [text]),
    ])
  },
  'a suggestion': (text) =>
    Promise.all(
      (['device_id', 'ip', 'user_id'] as const).map((field) => suggestValues(field, text)),
    ),
  'the filter of the log': async (text) => {
    if (isPlain(text))
      await listRecordedActions({ token: text, userName: text, ticket: text, text, limit: 9 })
  },
  'erase a user': (userId) =>
    eraseUser(asAdmin, { ...justified, userId: userId || 'x', reason: userId }),
}

const DEAR: Record<string, keyof TokenCounts> = {
  'the filter of the logins': 'looks',
  'the charts of the logins': 'looks',
  'a device or IP': 'looks',
  'a suggestion': 'looks',
  'the filter of the log': 'looks',
  copy: 'looks',
  'find by original, a device id': 'writes',
  'erase a user': 'writes',
}
