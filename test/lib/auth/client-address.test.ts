import { afterEach, describe, expect, it } from 'vitest'
import { clientAddress } from '@/lib/auth/client-address'
import { provideEnv } from '@/lib/env'

const from = (value: string) => clientAddress(new Headers({ 'x-forwarded-for': value }))

afterEach(() => provideEnv({ VEILGATE_TRUSTED_PROXIES: '' }))

describe('clientAddress', () => {
  it('believes no header where no proxy of ours is configured', () => {
    expect(from('192.0.2.1')).toBeNull()
  })

  it('believes what our proxies wrote, and nothing to the left of it', () => {
    provideEnv({ VEILGATE_TRUSTED_PROXIES: '1' })
    expect(from('203.0.113.66, 192.0.2.1')).toBe('192.0.2.1')
    provideEnv({ VEILGATE_TRUSTED_PROXIES: '2' })
    expect(from('203.0.113.66, 192.0.2.1, 2001:db8::1')).toBe('192.0.2.1')
    expect(from('192.0.2.1')).toBeNull()
    expect(from('evil, 10.0.0.1')).toBeNull()
    expect(clientAddress(new Headers())).toBeNull()
  })
})
