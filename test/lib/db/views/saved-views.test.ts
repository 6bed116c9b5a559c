import { expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { MAX_VIEWS, saveView } from '@/lib/db/views/saved-views'
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
