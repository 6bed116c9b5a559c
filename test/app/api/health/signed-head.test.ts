import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { signedHead } from '@/app/api/health/signed-head'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { provideEnv } from '@/lib/env'
import { findOrMakeAuditKey, isSignedBy } from '@/lib/keys/audit-key'
import type { Role } from '@/lib/model/permissions'
import type { LogAnchor } from '@/lib/model/reveal/reveal-log-anchor'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const PASSWORD = 'lamp beside the window'

beforeEach(() =>
  provideEnv({
    VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough',
    VEILGATE_DATA_DIR: `${services.dataDir()}/none`,
    VEILGATE_KEYS_DIR: `${services.dataDir()}/none/keys`,
  }),
)

async function headersOf(role: Role): Promise<Headers> {
  const email = `${role}@example.com`
  await addUser({ email, password: PASSWORD, role })
  const body = { email, password: PASSWORD }
  const { headers } = await auth().api.signInEmail({ body, returnHeaders: true })
  return new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
}

describe('the head in the health answer', () => {
  it('is there for whoever may read the log, signed where data is kept, and for nobody else', async () => {
    const admin = await headersOf('admin')
    expect(await signedHead(admin)).toBeUndefined()
    const { hash } = await recordInRevealLog({
      action: 'reveal',
      outcome: 'asked',
      userId: 'u',
      userName: 'a@example.com',
    })
    expect(await signedHead(admin)).toEqual({ id: '1', hash })
    const dataDir = `${services.dataDir()}/data-${randomUUID()}`
    const keysDir = `${dataDir}/keys`
    await mkdir(dataDir)
    // With keys that are handed in, nothing else has made its folder.
    provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: keysDir })
    const head = (await signedHead(admin)) as LogAnchor
    expect(head).toMatchObject({ id: '1', hash })
    expect(isSignedBy(await findOrMakeAuditKey(keysDir), head)).toBe(true)

    const madeUp = new Headers({ cookie: `${sessionCookieName(false)}=${'made.up'.repeat(6)}` })
    for (const headers of [await headersOf('operator'), madeUp, new Headers()]) {
      expect(await signedHead(headers)).toBeUndefined()
    }
  })
})
