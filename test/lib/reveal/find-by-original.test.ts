import { randomUUID } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimReveal } from '@/lib/db/reveal-log/claim-reveal'
import { findRevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { listRevealLog } from '@/lib/db/reveal-log/list-reveal-log'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { env, provideEnv } from '@/lib/env'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { recordCopy } from '@/lib/reveal/record-copy'
import { reveal } from '@/lib/reveal/reveal'
import { sealTo } from '@/lib/vault/seal'
import { vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys } from '@/lib/vault/vault-public-keys'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import {
  ADMIN,
  asAdmin,
  asOperator,
  dumpDatabase,
  justified,
  logLines,
  OPERATOR,
  readLog,
} from '@/test/support/reveal'
import { DEVICE, IP, useStoredLogin } from '@/test/support/stored-login'

const { services, tokens } = useStoredLogin()

describe('findByOriginal', { timeout: 120_000 }, () => {
  it('gives the token of any spelling, and records the token alone', async () => {
    for (const original of [` ${IP} `, `::ffff:${IP}`, `[::FFFF:${IP}]`]) {
      expect(await findByOriginal(asAdmin, { ...justified, field: 'ip', original })).toEqual({
        kind: 'found',
        field: 'ip',
        token: tokens.ip,
        logins: 1,
        isMore: false,
      })
    }
    expect(
      await findByOriginal(asAdmin, {
        ...justified,
        field: 'device_id',
        original: 'somebody else’s',
      }),
    ).toMatchObject({ kind: 'found', logins: 0 })
    expect((await logLines()).slice(-2)).toEqual([
      'find-by-original asked',
      'find-by-original done unknown',
    ])
    expect(
      await findByOriginal(asAdmin, { ...justified, field: 'ip', original: '1.2.3' }),
    ).toMatchObject({
      kind: 'invalid',
    })
    const leak = {
      field: 'device_id' as const,
      original: 'Canary-1',
      reason: 'about canary-1 only',
    }
    expect((await findByOriginal(asAdmin, { ...justified, ...leak })).kind).toBe('invalid')
  })
})
