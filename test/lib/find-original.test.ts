import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findOriginal } from '@/lib/find-original'
import { tokenOf } from '@/lib/masking/token'
import { deriveTokenKey } from '@/lib/masking/token-key'
import { STORED_ORIGINALS } from '@/test/support/hostile/originals'

describe('findOriginal', () => {
  it.each(STORED_ORIGINALS)('finds the original in %j', (stored, kind, text) => {
    expect(findOriginal(stored)).toEqual({ kind, text })
  })

  it.each([
    '',
    ' ',
    'abc',
    'none',
    'unknown',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.xxx',
    '203.0.113.7.8',
    '***.***.113.7',
    '1.2.3',
    '10:20:30',
    'aa:bb:cc:dd:ee:ff',
    '2001:db8::1::2',
    '[203.0.113.7',
    '593-47-592',
    '0111-22-3333',
    '111-22-3333-1',
    '***-**-5928',
    '550e8400-e29b-41d4-a716-446655440000',
    'AAAAAAAAAAAAAAAA',
    'YWJj',
    '%',
    '%zz',
    '%E0%A4%A',
    '\ud83d',
    'original',
    'hidden-original',
    '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
    'dv1_erased_3102c6d4700f7a5b81ed10f91bab2a47',
  ])('finds none in %j', (stored) => {
    expect(findOriginal(stored)).toBeNull()
  })

  it('finds none in a token or a digest of any value', () => {
    const key = deriveTokenKey(Buffer.alloc(32, 7))
    for (let at = 0; at < 500; at += 1) {
      const original = `203.0.${at >> 8}.${at & 255}`
      for (const digest of ['md5', 'sha1', 'sha256'].map((name) => createHash(name))) {
        const bytes = digest.update(original).digest()
        for (const form of ['hex', 'base64', 'base64url'] as const) {
          expect(findOriginal(bytes.toString(form))).toBeNull()
        }
        expect(findOriginal(bytes.toString('hex').toUpperCase())).toBeNull()
      }
      expect(findOriginal(tokenOf(key, 'ip', original))).toBeNull()
      expect(findOriginal(tokenOf(key, 'device_id', original))).toBeNull()
    }
  })
})
