import { describe, expect, it } from 'vitest'
import {
  erasedPrefix,
  fieldOfToken,
  formatToken,
  isErased,
  isToken,
  parseToken,
  shortToken,
  tokenHeads,
} from '@/lib/model/token'

const IP = 'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'
const DEVICE = 'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47'
const ERASED = `ip1_erased_${'0123456789abcdef'.repeat(2)}`

describe('parseToken', () => {
  it.each([
    [IP, { field: 'ip', kid: 'ada45f', digits: '3fc83f12051d2ceae876772a77fcc023' }],
    [DEVICE, { field: 'device_id', kid: 'ada45f', digits: '3102c6d4700f7a5b81ed10f91bab2a47' }],
    [ERASED, { field: 'ip', kid: null, digits: '0123456789abcdef'.repeat(2) }],
  ])('reads the parts of %s', (text, parts) => {
    expect(parseToken(text)).toEqual(parts)
    expect(isToken(text)).toBe(true)
    expect(fieldOfToken(text)).toBe(parts.field)
    expect(isErased(text)).toBe(parts.kid === null)
  })

  it.each([
    '',
    '203.0.113.7',
    IP.toUpperCase(),
    ` ${IP}`,
    `${IP}\n`,
    `${IP}0`,
    IP.slice(0, -1),
    IP.replace('ip1', 'ip2'),
    IP.replace('ip1', 'xx1'),
    IP.replace('ada45f', 'ada45g'),
    IP.replace('ada45f', 'erase'),
  ])('takes nothing else for one: %j', (text) => {
    expect(parseToken(text)).toBeNull()
    expect(isToken(text)).toBe(false)
    expect(fieldOfToken(text)).toBeNull()
    expect(isErased(text)).toBe(false)
  })
})

it('formats tokens as they are parsed', () => {
  expect(formatToken('ip', 'ada45f', '3fc83f12051d2ceae876772a77fcc023')).toBe(IP)
  expect(tokenHeads('ip')).toEqual(['ip1_'])
  expect(tokenHeads('device_id')).toEqual(['dv1_'])
  expect(ERASED.startsWith(erasedPrefix('ip'))).toBe(true)
})

describe('shortToken', () => {
  it('shows the first 8 digits after the kid', () => {
    expect(shortToken('ip1_ada45f_3fc83f12051d2ceae876772a77fcc023')).toBe('3fc83f12')
    expect(shortToken('dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47')).toBe('3102c6d4')
    expect(shortToken(`ip1_erased_${'0123456789abcdef'.repeat(2)}`)).toBe('01234567')
  })

  it('takes any other string as it is', () => {
    expect(shortToken('8f14e45fceea167a5a36dedd4bea2543')).toBe('8f14e45f')
    expect(shortToken('x')).toBe('x')
    expect(shortToken('')).toBe('')
    expect(shortToken('🙂🙂🙂🙂🙂🙂🙂🙂🙂')).toBe('🙂🙂🙂🙂🙂🙂🙂🙂')
  })
})
