import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { env, provideEnv } from '@/lib/env'
import { maskAdopted } from '@/lib/ingest/mask-adopted'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys } from '@/lib/masking/token-key'
import { insertAccount } from '@/test/support/factories/accounts'
import { deviceOf, ipOf } from '@/test/support/fixtures/adopted-people'
import { adoptTable } from '@/test/support/fixtures/adopted-table'
import { PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

beforeEach(() => {
  const dataDir = `${services.dataDir()}/${Math.random().toString(36).slice(2)}`
  provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: `${dataDir}/keys` })
})

describe('maskAdopted', { timeout: 480_000 }, () => {
  it('takes reviews and saved views along', async () => {
    const [ip, device] = [ipOf(1), deviceOf(1)]
    const stored = { ip: Buffer.from(ip).toString('base64'), device }
    await adoptTable(services, [
      { userId: 'a', ...stored },
      { userId: 'b', ...stored },
    ])
    await initQuickKeys(PASSPHRASE)
    const said = { note: '', reviewedBy: 'ann@example.com' }
    await database().review.createMany({
      data: [
        { kind: 'device', subject: stored.device, mark: 'suspicious', ...said },
        { kind: 'ip', subject: stored.ip, mark: 'expected', ...said },
      ],
    })
    const ownerId = await insertAccount()
    // The second names an original that no login has.
    for (const [name, of] of [
      ['one', stored],
      ['other', { ip: '2001:DB8::9', device: 'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47' }],
    ] as const) {
      const query = new URLSearchParams({ locale: 'DE', ...of }).toString()
      await database().savedView.create({ data: { name, ownerId, query } })
    }
    expect(await maskAdopted()).toEqual({ ip: 2, device_id: 2 })
    const [key] = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
    if (key === undefined) throw new Error('no token key')
    const tokens = { ip: tokenOf(key, 'ip', ip), device: tokenOf(key, 'device_id', device) }
    expect(await database().review.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { subject: tokens.device },
      { subject: tokens.ip },
    ])
    const views = await database().savedView.findMany({ orderBy: { name: 'asc' } })
    expect(views.map(({ query }) => Object.fromEntries(new URLSearchParams(query)))).toEqual([
      { locale: 'DE', ...tokens },
      {
        locale: 'DE',
        ip: tokenOf(key, 'ip', '2001:db8::9'),
        device: 'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
      },
    ])
  })
})
