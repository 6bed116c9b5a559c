import { describe, expect, it } from 'vitest'
import { canonicalDeviceId, canonicalIp } from '@/lib/masking/canonical'
import { tokenOf } from '@/lib/masking/token'
import { deriveTokenKey } from '@/lib/masking/token-key'

const key = deriveTokenKey(Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)))

describe('token', () => {
  it('gives the known answers of the format', () => {
    expect(key.fp).toBe('ada45f484055d81b99528cbf3fd823b8')
    expect(tokenOf(key, 'ip', '199.172.111.135')).toBe(
      'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
    )
    expect(tokenOf(key, 'device_id', '593-47-5928')).toBe(
      'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
    )
  })

  it('gives equal text in two fields unrelated tokens', () => {
    expect(tokenOf(key, 'ip', '1.2.3.4').slice(11)).not.toBe(
      tokenOf(key, 'device_id', '1.2.3.4').slice(11),
    )
  })
})

describe('canonicalIp', () => {
  it.each([
    ['199.172.111.135', '199.172.111.135'],
    [' 127.0.0.1\n', '127.0.0.1'],
    ['239.255.255.255', '239.255.255.255'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:0102:0304', '1.2.3.4'],
    ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::0001]', '2001:db8::1'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['::', '::'],
  ])('spells %s as %s', (text, canonical) => {
    expect(canonicalIp(text)).toBe(canonical)
  })

  it.each([
    '999.1.1.1',
    '010.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    'fe80::1%eth0',
    '',
    '2130706433',
    '0x7f.1',
    '1.2.3.4/32',
    '1.2.3.4:80',
    'localhost',
    '::1::',
    '１.2.3.4',
    '1.2.3.4\0',
  ])('finds no address in %j', (text) => {
    expect(canonicalIp(text)).toBeNull()
  })
})

describe('canonicalDeviceId', () => {
  it('trims, composes, and keeps case, dashes and leading zeros', () => {
    expect(canonicalDeviceId('  0A-b7  ')).toBe('0A-b7')
    expect(canonicalDeviceId('Cafe\u0301')).toBe('Caf\u00e9')
  })

  it('takes 256 bytes and no more, counted in UTF-8', () => {
    expect(canonicalDeviceId('é'.repeat(128))).not.toBeNull()
    expect(canonicalDeviceId(`${'é'.repeat(128)}x`)).toBeNull()
    expect(canonicalDeviceId('   ')).toBeNull()
  })
})
