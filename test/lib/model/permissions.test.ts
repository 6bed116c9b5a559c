import { describe, expect, it } from 'vitest'
import {
  can,
  isRecorded,
  PERMISSIONS,
  RECORDED_PERMISSIONS,
  ROLE_NAMES,
  refusalOf,
  rolesWith,
} from '@/lib/model/permissions'
import { REVEAL_ACTIONS } from '@/lib/model/reveal/reveal-log'

describe('the permission table', () => {
  it.each(PERMISSIONS)('lets an admin do everything: %s', (permission) => {
    expect(can({ role: 'admin' }, permission)).toBe(true)
  })

  it.each([
    ['browse', true],
    ['ingest', true],
    ['save-views', true],
    ['review', true],
    ['manage-alerts', false],
    ['manage-risk', false],
    ...RECORDED_PERMISSIONS.map((permission) => [permission, false] as const),
  ] as const)('answers for an operator: %s → %s', (permission, may) => {
    expect(can({ role: 'operator' }, permission)).toBe(may)
  })

  it('lets every role browse, which is what a session is for', () => {
    expect(rolesWith('browse')).toEqual(ROLE_NAMES)
  })

  it('takes an account without a known role for the one that may least', () => {
    const [first, ...others] = ROLE_NAMES
    for (const role of others) {
      for (const permission of RECORDED_PERMISSIONS) {
        if (can({ role: first }, permission)) expect(can({ role }, permission)).toBe(true)
      }
    }
    expect(RECORDED_PERMISSIONS.some((permission) => can({ role: first }, permission))).toBe(false)
  })

  it('names what it permits on the record as the reveal log names it', () => {
    expect([...PERMISSIONS.filter(isRecorded), 'export']).toEqual(REVEAL_ACTIONS)
  })

  it('refuses in a sentence that says who may', () => {
    expect(refusalOf('reveal')).toBe('Only an admin may do this.')
    expect(refusalOf('browse')).toBe('Only an operator or an admin may do this.')
  })
})
