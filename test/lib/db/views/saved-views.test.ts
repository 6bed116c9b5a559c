import { expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { listViews, MAX_VIEWS, saveView } from '@/lib/db/views/saved-views'
import { insertAccount } from '@/test/support/factories/accounts'
import { token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

it('are as many of a person as there may be, however many are saved at once', async () => {
  await addUser({ email: 'ann@example.com', role: 'operator' })
  const [ann] = (await services.query('SELECT id FROM users')) as [{ id: string }]
  await services.query(
    `INSERT INTO saved_views (owner_id, name, query, shared)
     SELECT '${ann.id}', n::text, '', true FROM generate_series(2, ${MAX_VIEWS}) AS n`,
  )
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      saveView({ ownerId: ann.id, name: `view ${at}`, query: '', shared: true }),
    ),
  )
  expect(outcomes.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
  expect(outcomes.filter(({ kind }) => kind === 'too-many')).toHaveLength(29)
})

it('are listed with every value that they name, and with no original among them', async () => {
  const ownerId = await insertAccount()
  const devices = [token('device', 1), token('device', 2)]
  const several = [...devices.map((device) => ['device_id', device]), ['locale', '']]
  const query = new URLSearchParams(several).toString()
  await saveView({ ownerId, name: 'several', query, shared: false })
  const left = new URLSearchParams(['203.0.113.7', '203.0.113.8'].map((ip) => ['ip_not', ip]))
  await saveView({ ownerId, name: 'left out', query: left.toString(), shared: false })
  const views = await listViews(ownerId)
  expect(views.find(({ name }) => name === 'several')?.query).toBe(query)
  const hidden = views.find(({ name }) => name === 'left out')?.query ?? ''
  expect(hidden).not.toContain('203.0.113')
  expect(new URLSearchParams(hidden).getAll('ip_not')).toHaveLength(2)
})
