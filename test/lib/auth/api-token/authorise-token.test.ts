import { expect, it } from 'vitest'
import { authoriseToken } from '@/lib/auth/api-token/authorise-token'
import { database } from '@/lib/db/client'
import { expireApiToken, insertApiToken } from '@/test/support/factories/api-tokens'
import { useServices } from '@/test/support/services'

const { query } = useServices()

it('knows a token by its secret, in any spelling of Bearer', async () => {
  const { id, secret } = await insertApiToken(['runs'])
  const authorised = { kind: 'authorised', token: { id, scopes: ['runs'] } }
  expect(await authoriseToken(`Bearer ${secret}`)).toEqual(authorised)
  expect(await authoriseToken(`bearer  ${secret} `)).toEqual(authorised)
})

it.each([
  null,
  '',
  'Bearer',
  'Bearer vgt_',
  `Bearer vgt_${'A'.repeat(43)}`,
  `Basic vgt_${'A'.repeat(43)}`,
  `Bearer ${'x'.repeat(50_000)}`,
])('refuses %.30s', async (authorization) => {
  expect((await authoriseToken(authorization)).kind).toBe('refused')
})

it('refuses a secret of which one character differs', async () => {
  const { secret } = await insertApiToken()
  const other = `${secret.slice(0, 20)}${secret[20] === 'A' ? 'B' : 'A'}${secret.slice(21)}`
  expect((await authoriseToken(`Bearer ${other}`)).kind).toBe('refused')
})

it('refuses one that has expired', async () => {
  const { id, authorization } = await insertApiToken()
  await expireApiToken(id)
  expect(await authoriseToken(authorization)).toMatchObject({ problem: 'The token has expired.' })
})

it('ends with its owner’s permission, and with the account', async () => {
  const { ownerId: id, authorization } = await insertApiToken()
  await database().user.update({ where: { id }, data: { role: 'operator' } })
  const refused = { kind: 'refused', problem: expect.stringMatching(/no longer an admin/) }
  expect(await authoriseToken(authorization)).toMatchObject(refused)
  await database().user.update({ where: { id }, data: { role: 'admin', banned: true } })
  expect(await authoriseToken(authorization)).toMatchObject(refused)
  await database().user.update({ where: { id }, data: { banned: false } })
  expect((await authoriseToken(authorization)).kind).toBe('authorised')
  await database().user.delete({ where: { id } })
  expect(await authoriseToken(authorization)).toMatchObject(refused)
})

it('notes its use once a minute at most, and no use of one that serves no more', async () => {
  const { id, authorization } = await insertApiToken()
  const usedAt = async () => (await database().apiToken.findUnique({ where: { id } }))?.lastUsedAt
  await authoriseToken(authorization)
  const first = await usedAt()
  expect(first).toBeInstanceOf(Date)
  await authoriseToken(authorization)
  expect(await usedAt()).toEqual(first)
  const lastUsedAt = new Date(Date.now() - 120_000)
  await database().apiToken.update({ where: { id }, data: { lastUsedAt } })
  await expireApiToken(id)
  await authoriseToken(authorization)
  expect(await usedAt()).toEqual(lastUsedAt)
})

it('lets a token in whose use cannot be noted', async () => {
  const { id, authorization } = await insertApiToken()
  await query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'`,
  )
  await query('CREATE TRIGGER refuse BEFORE UPDATE ON api_tokens EXECUTE FUNCTION refuse()')
  try {
    expect(await authoriseToken(authorization)).toMatchObject({ kind: 'authorised', token: { id } })
  } finally {
    await query('DROP FUNCTION refuse CASCADE')
  }
})
