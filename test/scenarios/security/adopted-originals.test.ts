import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { findAnything } from '@/lib/db/find/find-anything'
import { findLinkPath } from '@/lib/db/links/find-link-path'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { exportLogins } from '@/lib/db/logins/export-logins'
import { findLogin } from '@/lib/db/logins/find-login'
import { findLoginsByKey } from '@/lib/db/logins/find-logins-by-key'
import { listNewestLogins } from '@/lib/db/logins/list-newest-logins'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { exportShared } from '@/lib/db/shared/export-shared'
import { findShared } from '@/lib/db/shared/find-shared'
import { listNeighbours } from '@/lib/db/shared/list-neighbours'
import { listShared } from '@/lib/db/shared/list-shared'
import { findUser } from '@/lib/db/users/find-user'
import { listVersionChanges } from '@/lib/db/users/list-version-changes'
import { countErasable } from '@/lib/db/vault/count-erasable'
import { listViews, saveView } from '@/lib/db/views/saved-views'
import { exportRecords } from '@/lib/exports/records/export-records'
import { SHARED_RECORDS } from '@/lib/exports/records/shared-record'
import { closeHub, subscribe } from '@/lib/live/hub'
import { writeCursor } from '@/lib/model/query/cursor'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { insertAccount } from '@/test/support/factories/accounts'
import {
  CANARIES,
  csvOf,
  DIGEST,
  SORTS,
  STORED,
  useAdoptedOriginals,
  walkShared,
} from '@/test/support/fixtures/adopted-originals'
import { formsOf } from '@/test/support/hostile/canary-forms'
import { runCli } from '@/test/support/programs/cli'

const services = useAdoptedOriginals()

function found(text: string): string[] {
  return CANARIES.filter((canary) => formsOf(canary).some((form) => text.includes(form)))
}

/** What each reader of the masked columns lets out, as the text that would leave the server. */
const READERS: Record<string, () => Promise<unknown>> = {
  'the logins': async () => {
    const pages = []
    for (const sort of ['sent_at', 'user_id', 'app_version'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        pages.push(await searchLogins({ filter: {}, sort, order, limit: 100 }))
      }
    }
    return pages
  },
  'the newest logins': () => listNewestLogins(100),
  'logins of a notice': async () => {
    const logins = await listNewestLogins(100)
    return findLoginsByKey(logins.map((one) => [one.messageId, Date.parse(one.sentAt)]))
  },
  'a login with those related to it': async () => {
    const logins = await listNewestLogins(100)
    return Promise.all(logins.map(({ sentAt, id }) => findLogin({ ms: Date.parse(sentAt), id })))
  },
  'the export of logins': () => csvOf(exportLogins({ filter: {}, sort: 'sent_at', order: 'desc' })),
  'the lists of shared devices and IPs': async () => {
    const pages = []
    for (const kind of ['device', 'ip'] as const) {
      for (const sort of SORTS) {
        for (const order of ['asc', 'desc'] as const) {
          pages.push(await walkShared(kind, sort, order))
        }
      }
    }
    return pages
  },
  'their exports': async () => {
    const query = { minUsers: 2, sort: 'users', order: 'desc' } as const
    const fileOf = (kind: SharedKind) =>
      csvOf(exportRecords(SHARED_RECORDS[kind], exportShared({ ...query, kind }), 'csv'))
    return [await fileOf('device'), await fileOf('ip')]
  },
  'the page of a device and of an IP': () =>
    Promise.all([findShared('device', DIGEST), findShared('ip', DIGEST)]),
  'the page of a user': () =>
    Promise.all([findUser('ann-1'), findUser('bob-1'), listVersionChanges('ann-1')]),
  'what the device and the IP of a login were met with': async () => {
    const logins = await listNewestLogins(100)
    const asked = logins.flatMap(({ sentAt, id }) =>
      (['device', 'ip'] as const).map((kind) =>
        listNeighbours(kind, { ms: Date.parse(sentAt), id }),
      ),
    )
    return Promise.all(asked)
  },
  'their link graphs': () =>
    Promise.all([
      readLinkGraph('device', DIGEST),
      readLinkGraph('ip', DIGEST),
      readLinkGraph('user', 'ann-1'),
    ]),
  'the paths in them': () =>
    Promise.all([
      findLinkPath({ kind: 'device', value: DIGEST }, { kind: 'user', value: 'ann-1' }),
      findLinkPath({ kind: 'user', value: 'ann-1' }, { kind: 'user', value: 'bob-1' }),
    ]).then((found) => found.map(({ path }) => path)),
  'what the palette finds': () =>
    Promise.all(
      ['ann', 'bo', 'ip', 'dv', '203', '35', ...STORED.ip, ...STORED.device].map((text) =>
        findAnything(text, { id: 'nobody', readsLog: true }),
      ),
    ),
  suggestions: async () => {
    const typed = ['', '2', '203', 'M', 'N', '3', '5', 'd', ...STORED.ip, ...STORED.device]
    const asked = typed.flatMap((text) =>
      (['device_id', 'ip', 'user_id'] as const).map((field) => suggestValues(field, text)),
    )
    return Promise.all(asked)
  },
  'facets, charts and counts': () =>
    Promise.all([
      countFacets({}),
      countOverTime({}, { timeZone: 'UTC', nowMs: Date.now() }),
      countErasable('ann-1'),
    ]),
  'the first event of the live view': async () => {
    const events: unknown[] = []
    subscribe({ onEvent: (event) => void events.push(event), onClose: () => {} })
    for (let tries = 0; events.length === 0 && tries < 2_000; tries += 1) await sleep(10)
    closeHub()
    return events
  },
  'what adopt and migrate print': () => Promise.all([runCli('adopt'), runCli('migrate')]),
}

describe('an adopted original', () => {
  it.each(Object.keys(READERS))('does not leave the server by %s', async (name) => {
    const text = JSON.stringify(await READERS[name]?.())
    expect(text.length).toBeGreaterThan(20)
    expect(found(text)).toEqual([])
  })

  it('is said to be hidden where it stands, and what is no original is shown', async () => {
    const { rows } = await searchLogins({ filter: {}, sort: 'sent_at', order: 'asc', limit: 100 })
    expect(rows).toHaveLength(36)
    expect(new Set(rows.flatMap((row) => [row.maskedIp, row.maskedDeviceId]))).toEqual(
      new Set([HIDDEN_ORIGINAL, DIGEST]),
    )
    const csv = await csvOf(exportLogins({ filter: {}, sort: 'sent_at', order: 'asc' }))
    const lines = csv.trim().split('\r\n')
    expect(lines).toHaveLength(36)
    expect(csv).toContain(`android,${HIDDEN_ORIGINAL},${HIDDEN_ORIGINAL},DE`)
    expect(csv).toContain(`android,${HIDDEN_ORIGINAL},${DIGEST},DE`)
    const device = await findShared('device', DIGEST)
    expect(device).toMatchObject({ users: 9, others: 9 })
    expect(device?.otherList.map(({ value }) => value)).toEqual(Array(9).fill(HIDDEN_ORIGINAL))
    const { nodes, links } = await readLinkGraph('device', DIGEST)
    expect(nodes.filter(({ value }) => value === HIDDEN_ORIGINAL).length).toBeGreaterThan(8)
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length)
    const keys = nodes.map(({ key }) => key)
    expect(links.flat().filter((key) => !keys.includes(key))).toEqual([])
    expect(await suggestValues('device_id', '')).toEqual([{ value: DIGEST, logins: null }])
  })

  it('is in the list of shared devices once, whichever way one pages', async () => {
    for (const sort of SORTS) {
      const pages = await walkShared('device', sort, 'desc')
      const there = pages.slice(0, 5).flatMap(({ rows }) => rows)
      expect(there.map(({ token }) => token).sort()).toEqual(
        [...Array(9).fill(HIDDEN_ORIGINAL), DIGEST].sort(),
      )
      const back = pages.slice(5).flatMap(({ rows }) => rows)
      expect(back.length).toBe(8)
    }
  })

  it('is not found by whoever guesses it', async () => {
    for (const [at, stored] of [...STORED.ip, ...STORED.device].entries()) {
      const kind = at < 9 ? 'ip' : 'device'
      const filter = kind === 'ip' ? { ip: stored } : { device_id: stored }
      expect(await countLogins(filter)).toEqual({ count: 0, isExact: true })
      const list = { filter, sort: 'sent_at', order: 'desc', limit: 10 } as const
      expect((await searchLogins(list)).rows).toEqual([])
      expect(await csvOf(exportLogins({ filter, sort: 'sent_at', order: 'desc' }))).toBe('')
      expect(await findShared(kind, stored)).toBeNull()
      expect(await suggestValues(at < 9 ? 'ip' : 'device_id', stored)).toEqual([])
    }
  })

  it('is not found by its place in a list, either', async () => {
    const list = { kind: 'ip', sort: 'users', order: 'asc', minUsers: 2, limit: 100 } as const
    const all = await listShared(list)
    const users = all.rows.find(({ token }) => token === HIDDEN_ORIGINAL)?.users ?? 0
    for (const guess of [...STORED.ip, '203.0.113.8', '2', 'z', 'MjAz']) {
      const cursor = writeCursor({ towards: 'next', place: [BigInt(users), guess] })
      expect((await listShared({ ...list, cursor })).rows).toEqual(all.rows)
    }
  })

  it('leaves no saved view, neither of an old one nor of one that is saved now', async () => {
    const ownerId = await insertAccount()
    const query = new URLSearchParams({ ip: STORED.ip[1] ?? '', locale: 'DE' }).toString()
    await database().savedView.create({ data: { name: 'old', ownerId, query } })
    await saveView({ ownerId, name: 'new', query, shared: false })
    const views = await listViews(ownerId)
    expect(views.map((view) => view.query)).toEqual(
      Array(2).fill(`ip=${HIDDEN_ORIGINAL}&locale=DE`),
    )
    expect(
      found(JSON.stringify(await services.query(`SELECT * FROM saved_views WHERE name = 'new'`))),
    ).toEqual([])
  })
})
