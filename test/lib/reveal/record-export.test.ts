import { beforeEach, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { endSessions } from '@/lib/auth/accounts/end-sessions'
import { removeUser } from '@/lib/auth/accounts/remove-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { idleMinutes } from '@/lib/auth/session/session-limits'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import type { Actor } from '@/lib/reveal/actor'
import { recordExport } from '@/lib/reveal/record-export'
import { logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const ANN = 'ann@example.com'
let ann: Actor

beforeEach(async () => {
  await addUser({ email: 'bob@example.com', role: 'admin' })
  await addUser({ email: ANN, role: 'admin' })
  await services.query(
    `INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at)
     SELECT 's-1', 't-1', id, now() + interval '1 hour', now(), now() FROM users WHERE email = '${ANN}'`,
  )
  const [{ id }] = (await services.query(`SELECT id FROM users WHERE email = '${ANN}'`)) as [
    { id: string },
  ]
  ann = { user: { id, email: ANN, role: 'admin', sessionId: 's-1' } }
})

/** Takes five rows, one at a time. @param meanwhile by the rows that were taken by then. */
async function takeAll(
  permission: 'browse' | 'read-log',
  meanwhile: Record<number, () => Promise<unknown>>,
) {
  async function* read(): AsyncGenerator<ExportChunk> {
    for (let row = 0; row < 5; row += 1) yield { csv: 'a row\r\n', rows: 1 }
  }
  let rows = 0
  const asked = { what: 'logins', permission, chunks: read(), checkMs: 0 }
  for await (const chunk of recordExport(ann, asked)) {
    rows += chunk.rows
    await meanwhile[rows]?.()
  }
  return rows
}

it.each([
  ['their account is removed', 'browse', () => removeUser(ANN)],
  [
    'their account is suspended',
    'browse',
    () => services.query(`UPDATE users SET banned = true WHERE email = '${ANN}'`),
  ],
  ['they lose the permission', 'read-log', () => setRole(ANN, 'operator')],
  ['their session is ended', 'browse', () => endSessions(ANN)],
] as const)('gives nobody another row once %s', async (_when, permission, meanwhile) => {
  await expect(takeAll(permission, { 1: meanwhile })).rejects.toThrow('You were signed out')
  expect(await logLines()).toEqual(['export asked', 'export failed 1 rows'])
})

it('goes on for whoever may still have it', async () => {
  expect(await takeAll('browse', { 1: () => setRole(ANN, 'operator') })).toBe(5)
  expect(await logLines()).toEqual(['export asked', 'export done 5 rows'])
})

it('goes on for whoever waits for it until their session is over by being idle', async () => {
  const leaveAlone = () =>
    services.query(
      `UPDATE sessions SET updated_at = now() - interval '${idleMinutes('admin')} minutes'`,
    )
  const forget = () => services.query('DELETE FROM sessions')
  expect(await takeAll('browse', { 1: leaveAlone, 2: forget })).toBe(5)
})
