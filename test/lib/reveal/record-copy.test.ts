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

describe('recordCopy', { timeout: 120_000 }, () => {
  it('records a copy of what was shown to this person a moment ago, and of nothing else', async () => {
    const answer = await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })
    if (answer.kind !== 'revealed') throw new Error(answer.kind)
    const { requestId } = answer
    expect(await recordCopy(asAdmin, { requestId, token: tokens.ip })).toEqual({ kind: 'recorded' })
    const other = { ...ADMIN, id: 'u-other' }
    for (const { user, ...request } of [
      { user: ADMIN, requestId, token: tokens.device },
      { user: other, requestId, token: tokens.ip },
      { user: ADMIN, requestId: '999', token: tokens.ip },
      { user: ADMIN, requestId: "1' OR true", token: tokens.ip },
      { user: ADMIN, requestId },
    ]) {
      expect((await recordCopy({ user }, request)).kind).toBe('not-shown')
    }
    expect((await logLines()).slice(2)).toEqual(['copy done'])
  })
})
