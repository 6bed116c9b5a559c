import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { provideEnv } from '@/lib/env'
import { FRESH_SIGN_IN_MINUTES } from '@/lib/model/reveal/reveal'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { ADMIN, justified, logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const { reason } = justified
const signedIn = (minutesAgo: number) => ({
  user: { ...ADMIN, signedInAt: new Date(Date.now() - minutesAgo * 60_000) },
})
const longAgo = signedIn(FRESH_SIGN_IN_MINUTES + 1)
let id = ''

beforeEach(async () => {
  const dataDir = `${services.dataDir()}/${randomUUID()}`
  provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: `${dataDir}/keys` })
  await initQuickKeys(PASSPHRASE)
  await sendAll([bodyWith({ user_id: 'ann' }), 'not a login'])
  await turn()
  id = (await listRejected({ limit: 1 })).rows[0]?.id ?? ''
})

const acts = [
  [
    'erasing',
    (actor: typeof longAgo, more: object) => eraseUser(actor, { userId: 'ann', reason, ...more }),
    'erased',
  ],
  [
    'discarding',
    (actor: typeof longAgo, more: object) => discardRejected(actor, { id, reason, ...more }),
    'discarded',
  ],
] as const

describe('what cannot be undone', () => {
  it.each(acts)(
    'takes the passphrase some minutes after signing in: %s',
    async (_name, act, done) => {
      expect((await act(longAgo, {})).kind).toBe('not-confirmed')
      expect(await logLines()).toEqual([])
      expect((await act(longAgo, { passphrase: 'wrong' })).kind).toBe('wrong-passphrase')
      expect((await act(longAgo, { passphrase: PASSPHRASE })).kind).toBe(done)
      expect((await logLines()).map((line) => line.split(' ')[1])).toEqual([
        'asked',
        'wrong-passphrase',
        'asked',
        'done',
      ])
      expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
    },
  )

  it.each(acts)('takes it too once the clock was put back since: %s', async (_name, act) => {
    const ahead = signedIn(-FRESH_SIGN_IN_MINUTES - 1)
    expect((await act(ahead, {})).kind).toBe('not-confirmed')
    expect(await logLines()).toEqual([])
  })

  it.each(acts)('takes none just after signing in: %s', async (_name, act, done) => {
    expect((await act(signedIn(0), {})).kind).toBe(done)
    expect(await logLines()).toHaveLength(1)
  })

  it('takes it from whoever has no session that says when it began', async () => {
    const { signedInAt: _, ...user } = ADMIN
    expect((await eraseUser({ user }, { userId: 'ann', reason })).kind).toBe('not-confirmed')
  })
})
