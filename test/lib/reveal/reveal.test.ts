import { chmod, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { env } from '@/lib/env'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { recordCopy } from '@/lib/reveal/record-copy'
import { reveal } from '@/lib/reveal/reveal'
import { sealTo } from '@/lib/vault/seal'
import { vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys } from '@/lib/vault/vault-public-keys'
import { DEVICE, IP, useStoredLogin } from '@/test/support/fixtures/stored-login'
import {
  ADMIN,
  asAdmin,
  asOperator,
  justified,
  logLines,
  OPERATOR,
  readLog,
} from '@/test/support/reveal'
import { newestRows } from '@/test/support/reveal-log'

const { services, tokens } = useStoredLogin()

describe('reveal', () => {
  it('brings originals back, and records the asking before and the outcome after', async () => {
    const answer = await reveal(asAdmin, {
      ...justified,
      tokens: [tokens.ip, tokens.device, tokens.ip],
    })
    expect(answer).toMatchObject({
      kind: 'revealed',
      values: [
        { token: tokens.ip, outcome: 'revealed', original: IP },
        { token: tokens.device, outcome: 'revealed', original: DEVICE },
      ],
    })
    const [asked, done] = await readLog()
    expect(asked).toMatchObject({
      action: 'reveal',
      outcome: 'asked',
      userId: ADMIN.id,
      userName: ADMIN.email,
      tokens: [tokens.ip, tokens.device],
      reason: justified.reason,
      ticket: 'T-4711',
      clientAddress: null,
    })
    expect(done).toMatchObject({
      outcome: 'done',
      requestId: 1n,
      outcomes: ['revealed', 'revealed'],
    })
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 2 })
  })

  it('refuses an operator, tells nothing, and records it without what was asked', async () => {
    const answers = await Promise.all([
      reveal(asOperator, { ...justified, tokens: [tokens.ip] }),
      reveal(asOperator, { ...justified, tokens: [`${tokens.ip.slice(0, -4)}0000`], reason: IP }),
      findByOriginal(asOperator, { ...justified, field: 'ip', original: IP }),
      recordCopy(asOperator, { requestId: '1', token: tokens.ip }),
    ])
    for (const answer of answers) {
      expect(answer).toEqual({ kind: 'refused', problem: 'Only an admin may do this.' })
    }
    const log = await newestRows(9)
    expect(new Set(log.map(({ action }) => action)).size).toBe(3)
    expect(log.reduce((sum, { times }) => sum + times, 0)).toBe(4)
    for (const row of log) {
      expect(row).toMatchObject({ outcome: 'refused', userName: OPERATOR.email })
      expect(row).toMatchObject({ tokens: [], reason: null, ticket: null, subject: null })
    }
  })

  it.each([
    ['too short', { reason: 'because' }],
    ['blank', { reason: '                ' }],
    ['with a NUL byte', { reason: 'a good reason\0 indeed' }],
    ['with a lone surrogate', { reason: 'a good reason \ud83d' }],
    ['endless', { reason: 'x'.repeat(1_001) }],
    ['that holds the original IP', { reason: `who is ${IP}, please?` }],
    ['that holds an IPv6 address', { reason: 'who is [2001:db8::1]?' }],
    ['that holds a device id', { reason: `who is ${DEVICE}, please?` }],
    ['with a ticket that holds an IP', { ticket: IP }],
    ['with an endless ticket', { ticket: 'x'.repeat(129) }],
  ])('wants a reason, not one %s', async (_name, change) => {
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip], ...change })).kind).toBe(
      'invalid',
    )
    expect(await readLog()).toHaveLength(0)
  })

  it('tells unknown, erased and foreign tokens and what is none apart', async () => {
    const unknown = `${tokens.ip.slice(0, 11)}${'0'.repeat(32)}`
    const erased = `ip1_erased_${'0'.repeat(32)}`
    const foreign = `ip1_000000_${'0'.repeat(32)}`
    const answer = await reveal(asAdmin, { ...justified, tokens: [unknown, IP, erased, foreign] })
    if (answer.kind !== 'revealed') throw new Error(answer.kind)
    expect(answer.values.map(({ outcome }) => outcome)).toEqual([
      'unknown',
      'erased',
      'foreign-key',
      'not-a-token',
    ])
    expect(JSON.stringify(answer)).not.toContain(IP)
    expect(await logLines()).toEqual(['reveal asked', 'reveal done unknown erased foreign-key'])
  })

  it('refuses a vault row that was swapped, one with a flipped bit, and one without its key', async () => {
    const outcome = async () => {
      const answer = await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })
      return answer.kind === 'revealed' ? answer.values[0]?.outcome : answer.kind
    }
    const sql = (text: string) => services.query(text)
    const [dek] = await database().vaultDek.findMany()
    await sql(`UPDATE pii_vault SET sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200))`)
    expect(await outcome()).toBe('tampered')
    await sql(`UPDATE pii_vault SET sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200))`)
    expect(await outcome()).toBe('revealed')
    await sql(
      `UPDATE pii_vault v SET sealed = (SELECT sealed FROM pii_vault o WHERE o.token <> v.token)`,
    )
    expect(await outcome()).toBe('tampered')
    await sql(`UPDATE pii_dek SET recipient = '000000000000'`)
    expect(await outcome()).toBe('foreign-key')
    await sql(
      `UPDATE pii_dek SET recipient = '${dek?.recipient}', sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40))`,
    )
    expect(await outcome()).toBe('tampered')
    await sql('DELETE FROM pii_dek')
    expect(await outcome()).toBe('missing-key')
    expect((await logLines()).filter((line) => line.startsWith('reveal done'))).toEqual([
      'reveal done tampered',
      'reveal done revealed',
      'reveal done tampered',
      'reveal done foreign-key',
      'reveal done tampered',
      'reveal done missing-key',
    ])
  })

  it('refuses another value that somebody sealed under the token, which only needs the public key', async () => {
    const sealer = await sealTo(await loadVaultPublicKeys(env().VEILGATE_KEYS_DIR))(1)
    await database().vaultDek.createMany({
      data: sealer.deks.map((dek) => ({ ...dek, sealed: new Uint8Array(dek.sealed) })),
    })
    const sealed = new Uint8Array(sealer.sealValue(tokens.ip, '198.51.100.1'))
    await database().vaultEntry.update({
      where: { token: tokens.ip },
      data: { sealed, dekId: sealer.dekId },
    })
    expect(await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).toMatchObject({
      values: [{ token: tokens.ip, outcome: 'tampered' }],
    })
  })

  it('says what is wrong with the key file, and takes nothing from the limits for it', async () => {
    const path = vaultPrivateKeyPath(env().VEILGATE_KEYS_DIR)
    await chmod(path, 0o644)
    expect(await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).toMatchObject({
      kind: 'keys-unusable',
      problem: expect.stringMatching(/mode 0644/),
    })
    await chmod(path, 0o600)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.slice(0, -20))
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe(
      'keys-unusable',
    )
    expect(await database().revealAttempt.count()).toBe(0)
    expect(await logLines()).toEqual(Array(2).fill(['reveal asked', 'reveal failed']).flat())
  })
})
