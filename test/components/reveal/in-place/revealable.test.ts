import { describe, expect, it } from 'vitest'
import { revealable, tokensOf } from '@/components/reveal/in-place/revealable'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { loginRow } from '@/test/support/login-row'

const digits = (at: number) => String(at).padStart(32, '0')
const ip = (at: number) => `ip1_ada45f_${digits(at)}`
const device = (at: number) => `dv1_ada45f_${digits(at)}`

describe('what a reveal of logins takes', () => {
  it('is each value once, whoever shares it', () => {
    const logins = [
      { ...loginRow(1), maskedIp: ip(1), maskedDeviceId: device(1) },
      { ...loginRow(1), maskedIp: ip(2), maskedDeviceId: device(1) },
      { ...loginRow(1), maskedIp: ip(1), maskedDeviceId: device(2) },
    ]
    expect(tokensOf(logins).toSorted()).toEqual([device(1), device(2), ip(1), ip(2)])
  })

  it('is nothing that has no original here: erased, adopted, hidden or absent values', () => {
    const erased = `ip1_erased_${digits(3)}`
    expect(revealable([erased, 'abc123', HIDDEN_ORIGINAL, null, device(4)])).toEqual([device(4)])
  })
})
