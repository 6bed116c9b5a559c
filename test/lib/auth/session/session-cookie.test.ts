import { afterEach, describe, expect, it } from 'vitest'
import { isOwnSession, olderSessionCookieName } from '@/lib/auth/session/older-session'
import { cookiePrefix, sessionCookieName } from '@/lib/auth/session/session-cookie'
import { createDeviceCookie, readDeviceCookie } from '@/lib/auth/sign-in/device-cookie'
import { provideEnv } from '@/lib/env'
import { signedSession } from '@/test/support/signed-session'

const ONE = 'the secret of one console, long enough'
const OTHER = 'the secret of another one, long enough'

afterEach(() => provideEnv({ VEILGATE_AUTH_SECRET: '' }))

describe('the cookies of a console', () => {
  it('have names that no other console on the host has, and the same ones at each start', () => {
    expect(sessionCookieName(false, ONE)).toMatch(/^veilgate-[\da-f]{8}\.session_token$/)
    expect(sessionCookieName(false, ONE)).toBe(sessionCookieName(false, ONE))
    expect(sessionCookieName(false, ONE)).not.toBe(sessionCookieName(false, OTHER))
    expect(sessionCookieName(false, ONE)).not.toContain(ONE.slice(0, 4))
  })

  it('are of this host alone where the site is https', () => {
    expect(cookiePrefix(true, ONE)).toBe(`__Host-${cookiePrefix(false, ONE)}`)
    expect(olderSessionCookieName(true)).toBe('__Host-veilgate.session_token')
  })

  it('tell a device that it signed in before, side by side with another console', () => {
    const email = 'ann@example.com'
    provideEnv({ VEILGATE_AUTH_SECRET: ONE })
    const one = createDeviceCookie(email, null)
    provideEnv({ VEILGATE_AUTH_SECRET: OTHER })
    const other = createDeviceCookie(email, null)
    expect(one.name).not.toBe(other.name)
    const cookie = [one, other].map(({ name, value }) => `${name}=${value}`).join('; ')
    const device = readDeviceCookie(new Headers({ cookie }), email)
    expect(device).toBe(other.value.split('.')[0])
    provideEnv({ VEILGATE_AUTH_SECRET: ONE })
    expect(readDeviceCookie(new Headers({ cookie }), email)).toBe(one.value.split('.')[0])
  })

  it('are read by their older names, too, where they are of this console’s making', () => {
    const email = 'ann@example.com'
    provideEnv({ VEILGATE_AUTH_SECRET: ONE })
    const { name, value } = createDeviceCookie(email, null)
    const older = name.replace(/^veilgate-[\da-f]{8}/, 'veilgate')
    const headers = new Headers({ cookie: `${older}=${value}` })
    expect(readDeviceCookie(headers, email)).toBe(value.split('.')[0])
    provideEnv({ VEILGATE_AUTH_SECRET: OTHER })
    expect(readDeviceCookie(headers, email)).toBeNull()
  })
})

describe('a session of an older version', () => {
  it('counts where this console signed it', () => {
    expect(isOwnSession(signedSession('token', ONE), ONE)).toBe(true)
    expect(isOwnSession(signedSession('token', ONE), OTHER)).toBe(false)
    expect(isOwnSession(signedSession('token', ONE), undefined)).toBe(false)
  })

  it.each([undefined, '', '.', 'made.up', 'token', `x${signedSession('token', ONE)}`])(
    'does not where it is made up: %j',
    (value) => expect(isOwnSession(value, ONE)).toBe(false),
  )
})
