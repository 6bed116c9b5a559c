import { beforeEach, describe, expect, it } from 'vitest'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countLogins } from '@/lib/db/logins/count-logins'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { findShared } from '@/lib/db/shared/find-shared'
import { countShared, listShared } from '@/lib/db/shared/list-shared'
import { currentFilter, currentToken } from '@/lib/db/vault/token-alias'
import { listViews, saveView } from '@/lib/db/views/saved-views'
import { env, provideEnv } from '@/lib/env'
import { foldAll } from '@/lib/ingest/fold-loop'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys, type TokenKey } from '@/lib/masking/token-key'
import type { MaskedField } from '@/lib/model/masked-fields'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { type RotationProgress, rotateToken } from '@/lib/reveal/rotate/rotate-token'
import { between, random } from '@/lib/sample/random'
import { unwrapVaultPrivateKey, type VaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { insertAccount } from '@/test/support/factories/accounts'
import { type Met, note } from '@/test/support/fixtures/met'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { asAdmin, justified } from '@/test/support/reveal'
import { testSeed } from '@/test/support/seed'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
let key: VaultPrivateKey
let oldKey: TokenKey

/** More than are replaced in one step, so that a pause finds some of each done and some not. */
const THINGS = 230
const deviceOf = (at: number) => `device-${at % THINGS}`
const ipOf = (at: number) => `203.0.113.${at % THINGS}`

const seed = testSeed()
const next = random(seed, 'looked-at')

const truth = { device_id: new Map<string, Met>(), ip: new Map<string, Met>() }

beforeEach(async () => {
  const dataDir = `${services.dataDir()}/${Math.random().toString(36).slice(2)}`
  provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: `${dataDir}/keys` })
  await initQuickKeys(PASSPHRASE)
  ;[oldKey] = (await loadTokenKeys(`${dataDir}/keys`)) as [TokenKey]
  key = (await unwrapVaultPrivateKey(`${dataDir}/keys`, PASSPHRASE)) as VaultPrivateKey
  truth.device_id.clear()
  truth.ip.clear()
})

/** Every device and IP gets a login of that user's, and some meet others than before. */
async function ingest(userOf: (at: number) => string, shift: number) {
  const bodies = Array.from({ length: THINGS }, (_, at) => {
    const [user_id, device_id, ip] = [userOf(at), deviceOf(at), ipOf(at + (at % 5 ? 0 : shift))]
    note(truth.device_id, device_id, user_id, ip)
    note(truth.ip, ip, user_id, device_id)
    return bodyWith({ user_id, device_id, ip })
  })
  await sendAll(bodies)
  await turn()
  await foldAll()
}

/** Rotates until a step is done, and stops there as a kill would. */
async function rotateUntil(isThere: (progress: RotationProgress) => boolean) {
  await expect(
    rotateToken(key, (progress) => {
      if (isThere(progress)) throw new Error('stop here')
    }),
  ).rejects.toThrow('stop here')
}

/** Whatever is asked by an old token or a new one is answered as if there was one. */
async function expectTruth() {
  const keys = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
  for (const [field, kind] of [
    ['device_id', 'device'],
    ['ip', 'ip'],
  ] as const) {
    const known = [...truth[field]]
    for (let at = between(next, 0, 22); at < known.length; at += 23) {
      const [value, met] = known[at] as [string, Met]
      for (const token of keys.map((one) => tokenOf(one, field, value))) {
        const filter = await currentFilter({ [field]: token })
        const now = filter[field]
        expect(await currentFilter({ excluded: { [field]: [token, null] } })).toEqual({
          excluded: { [field]: [...[now].flat(), null] },
        })
        expect(await countLogins(filter)).toEqual({ count: met.logins, isExact: true })
        const { rows } = await searchLogins({ filter, sort: 'sent_at', order: 'desc', limit: 100 })
        expect(new Set(rows.map(({ userId }) => userId))).toEqual(met.users)
        const thing = await findShared(kind, token)
        expect(thing?.logins.count).toBe(met.logins)
        expect([thing?.users, thing?.others]).toEqual([met.users.size, met.others.size])
        const graph = await readLinkGraph(kind, thing?.token ?? '')
        const near = graph.nodes.filter((node) => node.distance === 1)
        expect(near.length).toBe(met.others.size + (kind === 'device' ? met.users.size : 0))
      }
    }
    const shared = known.filter(([, met]) => met.users.size > 1)
    const page = { kind, minUsers: 2, sort: 'logins', order: 'desc', limit: 500 } as const
    expect(await countShared(page)).toEqual({ count: shared.length, isExact: true })
    const figures = (list: { users: number; logins: number; others: number }[]) =>
      list.map(({ users, logins, others }) => `${users} ${logins} ${others}`).sort()
    expect(figures((await listShared(page)).rows)).toEqual(
      figures(
        shared.map(([, { users, logins, others }]) => ({
          users: users.size,
          logins,
          others: others.size,
        })),
      ),
    )
  }
  const [distinct] = await services.query(`
    SELECT count(DISTINCT masked_device_id)::int AS devices, count(DISTINCT masked_ip)::int AS ips
    FROM user_logins`)
  expect(distinct).toEqual({ devices: truth.device_id.size, ips: truth.ip.size })
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
}

describe('while the token key is being replaced', { timeout: 240_000 }, () => {
  it('everything is counted, found and shared as before and after, wherever it has got to', async () => {
    await ingest((at) => `first-${at}`, 0)
    await ingest((at) => (at % 3 ? `first-${at}` : `second-${at}`), 7)
    await expectTruth()
    let steps = 0
    const pauses: ((progress: RotationProgress) => boolean)[] = [
      ({ phase }) => phase === 'vault',
      ({ phase }) => phase === 'flipped',
      ({ phase }) => phase === 'logins' && ++steps === 1,
      ({ phase }) => phase === 'logins' && ++steps === 2,
    ]
    for (const [at, pause] of pauses.entries()) {
      await rotateUntil(pause)
      await expectTruth()
      await ingest((thing) => (thing % 4 ? `first-${thing}` : `during-${at}-${thing}`), 11 + at)
      await expectTruth()
    }
    const left = await services.query(`
      SELECT left(old, 3) AS kind, count(*)::int AS count FROM pii_alias
      WHERE old > (SELECT cursor FROM key_rotations) GROUP BY 1`)
    expect(left, 'some are done, some are not').toEqual([
      { kind: 'ip1', count: expect.any(Number) },
    ])
    await rotateToken(key)
    await ingest((at) => `after-${at}`, 0)
    await expectTruth()
  })

  it('finds by an original the token its logins have, and keeps marks and views of either', async () => {
    await ingest((at) => `first-${at}`, 0)
    const tokens = [...truth.device_id.keys()].map((value) => tokenOf(oldKey, 'device_id', value))
    const sorted = tokens.toSorted()
    const [reached, notYet] = [sorted[0] as string, sorted.at(-1) as string]
    const ownerId = await insertAccount()
    const save = (name: string, query: string) => saveView({ ownerId, name, query, shared: false })
    await save('both', `type=ios&device=${reached}&ip=${tokenOf(oldKey, 'ip', ipOf(1))}`)
    await save('later', `device=${notYet}`)
    const review = { mark: 'expected', note: '', by: 'ann@example.com' } as const
    const reviewed = tokenOf(oldKey, 'ip', ipOf(1))
    await addReviews({ ...review, kind: 'device', subjects: [reached] })
    await addReviews({ ...review, kind: 'ip', subjects: [reviewed] })
    await addReviews({ ...review, kind: 'user', subjects: [reached] })
    await rotateUntil(({ phase }) => phase === 'logins')

    const newKey = (await loadTokenKeys(env().VEILGATE_KEYS_DIR)).at(-1) as TokenKey
    const renewed = (token: string, field: MaskedField, values: Iterable<string>) => {
      const value = [...values].find((one) => tokenOf(oldKey, field, one) === token) ?? ''
      return tokenOf(newKey, field, value)
    }
    const reachedNew = renewed(reached, 'device_id', truth.device_id.keys())
    expect(await currentToken(reached)).toBe(reachedNew)
    expect(await currentToken(reachedNew)).toBe(reachedNew)
    expect(await currentToken(notYet)).toBe(notYet)
    expect(await listReviews('device', reachedNew)).toHaveLength(1)
    expect(await listReviews('user', reached), 'a user id is no token').toHaveLength(1)
    const original = [...truth.device_id.keys()].find(
      (value) => tokenOf(oldKey, 'device_id', value) === notYet,
    ) as string
    const found = await findByOriginal(asAdmin, { ...justified, field: 'device_id', original })
    expect(found).toMatchObject({ kind: 'found', token: notYet, logins: 1 })
    const queries = async () => (await listViews(ownerId)).map(({ query }) => query)
    expect(await queries()).toEqual([
      `type=ios&device=${reachedNew}&ip=${tokenOf(oldKey, 'ip', ipOf(1))}`,
      `device=${notYet}`,
    ])
    await save('stale', `device=${reached}`)
    await rotateToken(key)
    expect(await queries()).toEqual([
      `type=ios&device=${reachedNew}&ip=${tokenOf(newKey, 'ip', ipOf(1))}`,
      `device=${renewed(notYet, 'device_id', truth.device_id.keys())}`,
      `device=${reachedNew}`,
    ])
    expect(await services.query('SELECT cursor FROM key_rotations')).toEqual([{ cursor: '' }])
  })

  it('an erased person’s tokens are left in no view', async () => {
    await ingest((at) => `first-${at}`, 0)
    await rotateUntil(({ phase }) => phase === 'logins')
    const ownerId = await insertAccount()
    const token = tokenOf(oldKey, 'device_id', deviceOf(3))
    const query = `type=ios&device=${token}`
    await saveView({ ownerId, name: 'one', query, shared: true })
    await eraseUser(asAdmin, { ...justified, userId: 'first-3' })
    const [view] = await listViews(ownerId)
    expect(view?.query).toMatch(/^type=ios&device=dv1_erased_[0-9a-f]{32}$/)
  })
})
