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
import { useServices } from '@/test/support/services'

const IP = '203.0.113.77'
const DEVICE = '901-23-4567'
const services = useServices({ database: 'per-test' })
let ip = ''
let device = ''

beforeEach(async () => {
  provideEnv({
    VEILGATE_KEYS_DIR: `${services.dataDir()}/keys-${randomUUID()}`,
    VEILGATE_REVEAL_VALUES_PER_HOUR: '',
  })
  await initQuickKeys(PASSPHRASE)
  await sendAll([bodyWith({ ip: IP, device_id: DEVICE })])
  await turn()
  const [row] = await database().userLogin.findMany()
  ip = row?.maskedIp ?? ''
  device = row?.maskedDeviceId ?? ''
})

describe('reveal', { timeout: 120_000 }, () => {
  it('brings originals back, and records the asking before and the outcome after', async () => {
    const answer = await reveal(asAdmin, { ...justified, tokens: [ip, device, ip] })
    expect(answer).toMatchObject({
      kind: 'revealed',
      values: [
        { token: ip, outcome: 'revealed', original: IP },
        { token: device, outcome: 'revealed', original: DEVICE },
      ],
    })
    const [asked, done] = await readLog()
    expect(asked).toMatchObject({
      action: 'reveal',
      outcome: 'asked',
      userId: ADMIN.id,
      userName: ADMIN.email,
      tokens: [ip, device],
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
      reveal(asOperator, { ...justified, tokens: [ip] }),
      reveal(asOperator, { ...justified, tokens: [`${ip.slice(0, -4)}0000`], reason: IP }),
      findByOriginal(asOperator, { ...justified, field: 'ip', original: IP }),
      recordCopy(asOperator, { requestId: '1', token: ip }),
    ])
    for (const answer of answers) {
      expect(answer).toEqual({ kind: 'refused', problem: 'Only an admin may do this.' })
    }
    const { rows: log } = await listRevealLog({ limit: 9 })
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
    expect((await reveal(asAdmin, { ...justified, tokens: [ip], ...change })).kind).toBe('invalid')
    expect(await readLog()).toHaveLength(0)
  })

  it('tells unknown, erased and foreign tokens and what is none apart', async () => {
    const unknown = `${ip.slice(0, 11)}${'0'.repeat(32)}`
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
      const answer = await reveal(asAdmin, { ...justified, tokens: [ip] })
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
    const sealed = new Uint8Array(sealer.sealValue(ip, '198.51.100.1'))
    await database().vaultEntry.update({
      where: { token: ip },
      data: { sealed, dekId: sealer.dekId },
    })
    expect(await reveal(asAdmin, { ...justified, tokens: [ip] })).toMatchObject({
      values: [{ token: ip, outcome: 'tampered' }],
    })
  })

  it('says what is wrong with the key file, and takes nothing from the limits for it', async () => {
    const path = vaultPrivateKeyPath(env().VEILGATE_KEYS_DIR)
    await chmod(path, 0o644)
    expect(await reveal(asAdmin, { ...justified, tokens: [ip] })).toMatchObject({
      kind: 'keys-unusable',
      problem: expect.stringMatching(/mode 0644/),
    })
    await chmod(path, 0o600)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.slice(0, -20))
    expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('keys-unusable')
    expect(await database().revealAttempt.count()).toBe(0)
    expect(await logLines()).toEqual(Array(2).fill(['reveal asked', 'reveal failed']).flat())
  })
})

describe('the limits', { timeout: 120_000 }, () => {
  it('lock a person out after five wrong passphrases, the right one included, and nobody else', async () => {
    for (let left = 4; left >= 0; left -= 1) {
      const answer = await reveal(asAdmin, {
        ...justified,
        tokens: [ip],
        passphrase: `wrong ${left}`,
      })
      expect(answer).toMatchObject({ kind: 'wrong-passphrase', attemptsLeft: left })
    }
    expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('locked')
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'locked',
    )
    const other = { ...ADMIN, id: 'u-other', email: 'eve@example.com' }
    expect((await reveal({ user: other }, { ...justified, tokens: [ip] })).kind).toBe('revealed')
    await services.query("UPDATE reveal_attempts SET at = at - interval '15 minutes'")
    expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('revealed')
    expect((await logLines()).filter((line) => line.endsWith(' locked'))).toHaveLength(2)
  })

  it('count wrong passphrases anew after a right one, but not those still being tried', async () => {
    const guess = () => reveal(asAdmin, { ...justified, tokens: [ip], passphrase: 'wrong' })
    for (let round = 0; round < 2; round += 1) {
      for (let left = 4; left >= 1; left -= 1) {
        expect(await guess()).toMatchObject({ kind: 'wrong-passphrase', attemptsLeft: left })
      }
      expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('revealed')
    }
    expect(await findRevealAllowance(ADMIN.id, 100)).toMatchObject({ attemptsLeft: 5, left: 98 })
    const needs = { values: 1, passphrase: true, valuesPerHour: 100 }
    const about = { action: 'reveal', userId: ADMIN.id, userName: ADMIN.email } as const
    for (let others = 0; others < 4; others += 1) await claimReveal(about, needs)
    expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('revealed')
    expect(await guess()).toMatchObject({ attemptsLeft: 0 })
    expect((await guess()).kind).toBe('locked')
  })

  it('let no more than five guesses through that are sent side by side', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        reveal(asAdmin, { ...justified, tokens: [ip], passphrase: `guess ${at}` }),
      ),
    )
    const kinds = answers.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'wrong-passphrase')).toHaveLength(5)
    expect(kinds.filter((kind) => kind === 'locked')).toHaveLength(7)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
  })

  it('count values by the hour, of reveals and searches alike; wrong passphrases use none', async () => {
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '4' })
    await reveal(asAdmin, { ...justified, tokens: [ip, device], passphrase: 'wrong' })
    expect((await reveal(asAdmin, { ...justified, tokens: [ip, device] })).kind).toBe('revealed')
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'found',
    )
    expect(await reveal(asAdmin, { ...justified, tokens: [ip, device] })).toMatchObject({
      kind: 'over-limit',
      left: 1,
    })
    expect((await reveal(asAdmin, { ...justified, tokens: [ip] })).kind).toBe('revealed')
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'over-limit',
    )
    await services.query("UPDATE reveal_attempts SET at = at - interval '1 hour'")
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'found',
    )
  })
})

describe('findByOriginal', { timeout: 120_000 }, () => {
  it('gives the token of any spelling, and records the token alone', async () => {
    for (const original of [` ${IP} `, `::ffff:${IP}`, `[::FFFF:${IP}]`]) {
      expect(await findByOriginal(asAdmin, { ...justified, field: 'ip', original })).toEqual({
        kind: 'found',
        field: 'ip',
        token: ip,
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

describe('recordCopy', { timeout: 120_000 }, () => {
  it('records a copy of what was shown to this person a moment ago, and of nothing else', async () => {
    const answer = await reveal(asAdmin, { ...justified, tokens: [ip] })
    if (answer.kind !== 'revealed') throw new Error(answer.kind)
    const { requestId } = answer
    expect(await recordCopy(asAdmin, { requestId, token: ip })).toEqual({ kind: 'recorded' })
    const other = { ...ADMIN, id: 'u-other' }
    for (const { user, ...request } of [
      { user: ADMIN, requestId, token: device },
      { user: other, requestId, token: ip },
      { user: ADMIN, requestId: '999', token: ip },
      { user: ADMIN, requestId: "1' OR true", token: ip },
      { user: ADMIN, requestId },
    ]) {
      expect((await recordCopy({ user }, request)).kind).toBe('not-shown')
    }
    expect((await logLines()).slice(2)).toEqual(['copy done'])
  })
})

describe('every verb', { timeout: 120_000 }, () => {
  const hostile = [
    '',
    '\0',
    '\ud83d',
    'x'.repeat(100_000),
    "'); DROP TABLE reveal_log;--",
    '__proto__',
    '\u202eevil',
    '%00',
    '\u{1F600}'.repeat(50),
    null,
    undefined,
    42,
    [],
    {},
    { toString: null },
  ] as unknown as string[]

  it('takes hostile values without a throw', async () => {
    for (const value of hostile) {
      const request = { ...justified, reason: value, ticket: value }
      await reveal(asAdmin, { ...request, tokens: [value] })
      await reveal(asAdmin, { ...justified, tokens: value as unknown as string[] })
      await reveal(asAdmin, { ...justified, ticket: value, tokens: [ip] })
      await findByOriginal(asAdmin, { ...justified, field: value as 'ip', original: value })
      await findByOriginal(asAdmin, { ...justified, field: 'device_id', original: value })
      await recordCopy(asAdmin, { requestId: value, token: value })
    }
    for (const [at, passphrase] of hostile.entries()) {
      const user = { ...ADMIN, id: `u-${at}` }
      // So many wrong ones would lock the vault for everybody.
      await services.query('DELETE FROM reveal_attempts')
      expect((await reveal({ user }, { ...justified, passphrase, tokens: [ip] })).kind).toBe(
        'wrong-passphrase',
      )
    }
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
  })

  it('leaves no original in the database', async () => {
    await reveal(asAdmin, { ...justified, tokens: [ip, device, IP, DEVICE] })
    await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })
    await findByOriginal(asAdmin, { ...justified, field: 'device_id', original: DEVICE })
    await reveal(asAdmin, { ...justified, tokens: [ip], reason: `${IP} ${DEVICE}` })
    const dump = await dumpDatabase((sql) => services.query(sql))
    expect(dump).toContain(ip)
    for (const original of [IP, DEVICE, Buffer.from(IP).toString('hex')]) {
      expect(dump).not.toContain(original)
    }
  })
})
