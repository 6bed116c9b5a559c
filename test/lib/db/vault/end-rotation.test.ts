import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { endRotation } from '@/lib/db/vault/retoken-logins'
import { listViews, saveView } from '@/lib/db/views/saved-views'
import { foldAll } from '@/lib/ingest/fold-loop'
import { insertAccount } from '@/test/support/factories/accounts'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const [OLD, OTHER] = [token('device', 1), token('device', 2)]
const NEW = OLD.replace('ada45f', '0b1c2d')
let rotationId = 0

beforeEach(async () => {
  await services.query('INSERT INTO pii_alias (old, new) VALUES ($1, $2)', [OLD, NEW])
  const [rotation] = await services.query<{ id: number }>(
    `INSERT INTO key_rotations (old_fp, new_fp, state, cursor) VALUES ('a', 'b', 'updating', $1)
     RETURNING id`,
    [OLD],
  )
  rotationId = rotation?.id ?? 0
})

describe('the end of a replacement of the token key', () => {
  it('leaves no old token to logins that came with one after their turn', async () => {
    await store(
      await makeRun(),
      [OLD, OTHER].map((maskedDeviceId) => maskedLogin({ maskedDeviceId })),
    )
    await foldAll()
    await endRotation(rotationId)
    const logins = await database().userLogin.findMany()
    expect(logins.map(({ maskedDeviceId }) => maskedDeviceId).sort()).toEqual([NEW, OTHER].sort())
    expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
  })

  it('leaves none to reviews and views that were written from a page of before', async () => {
    const ownerId = await insertAccount()
    const devices = [OLD, OTHER].map((device) => ['device_id', device])
    const query = new URLSearchParams([...devices, ['device_id_not', OLD]]).toString()
    await saveView({ ownerId, name: 'both', query, shared: false })
    const said = { note: '', reviewedBy: 'ann@example.com' }
    await database().review.createMany({
      data: [
        { kind: 'device', subject: OLD, ...said },
        { kind: 'device', subject: OTHER, ...said },
        // A user may be called anything.
        { kind: 'user', subject: OLD, ...said },
      ],
    })
    await endRotation(rotationId)
    const reviews = await database().review.findMany({ orderBy: { id: 'asc' } })
    expect(reviews.map(({ subject }) => subject)).toEqual([NEW, OTHER, OLD])
    const [view] = await listViews(ownerId)
    expect(view?.query).toBe(query.replaceAll(OLD, NEW))
  })

  it('leaves nothing of the old token in the vault, and all of the others', async () => {
    await services.query(
      `INSERT INTO pii_vault (token, dek_id, sealed) SELECT token, 'dek', '' FROM unnest($1::text[]) AS token`,
      [[OLD, NEW, OTHER]],
    )
    await endRotation(rotationId)
    const entries = await database().vaultEntry.findMany()
    expect(entries.map((entry) => entry.token).sort()).toEqual([NEW, OTHER].sort())
    expect(await database().tokenAlias.count()).toBe(0)
    expect(
      await database().keyRotation.findUniqueOrThrow({ where: { id: rotationId } }),
    ).toMatchObject({
      state: 'done',
      cursor: '',
      endedAt: expect.any(Date),
    })
  })
})
