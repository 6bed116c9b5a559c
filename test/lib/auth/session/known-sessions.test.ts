import { beforeEach, describe, expect, it } from 'vitest'
import {
  noteChanged,
  noteChecked,
  noteEnded,
  noteMissing,
  recentUser,
} from '@/lib/auth/session/known-sessions'
import { createSignedInCookie, whySignedOut } from '@/lib/auth/session/signed-in-cookie'
import type { SignedOut } from '@/lib/model/answers/signed-out'
import { HOUR_MS } from '@/lib/model/time/units'

const START = Date.UTC(2026, 10, 27, 8)

let number = 0
let token = ''
let user = { id: '', email: 'ann@example.com', role: 'operator' as const, sessionId: '' }

/** What a browser sends; its signature is checked by whoever reads the database. */
const cookies = (signature = 'signature') =>
  new Headers({ cookie: `a=b; veilgate.session_token=${token}.${signature}; c=d` })

beforeEach(() => {
  number += 1
  token = `token${number}`
  user = { ...user, id: `user ${number}`, sessionId: `session ${number}` }
  noteChecked(cookies(), user, START)
})

describe('who a request belongs to while the database is away', () => {
  it('is known for a minute', () => {
    expect(recentUser(cookies(), START + 59_999)).toEqual(user)
    expect(recentUser(cookies(), START + 60_000)).toBeNull()
  })

  it.each<[string, () => Headers]>([
    ['another signature', () => cookies('forged')],
    ['no session', () => new Headers()],
    ['another session', () => new Headers({ cookie: 'veilgate.session_token=other.signature' })],
  ])('is not known with %s', (_, headers) => {
    expect(recentUser(headers(), START)).toBeNull()
  })

  it.each<[string, () => void]>([
    ['it signed out', () => noteMissing(cookies())],
    ['its account was removed', () => noteEnded({ userId: user.id }, { kind: 'by-admin' })],
    [
      'it was ended elsewhere',
      () => noteEnded({ sessionId: user.sessionId }, { kind: 'elsewhere' }),
    ],
    ['its role was changed', () => noteChanged(user.id)],
  ])('is not known any more once %s', (_, act) => {
    act()
    expect(recentUser(cookies(), START)).toBeNull()
  })

  it('stays unknown where a request that began before was answered only then', () => {
    noteMissing(cookies())
    noteChecked(cookies(), user, START)
    expect(recentUser(cookies(), START)).toBeNull()
  })

  it('stays known where others are ended', () => {
    noteEnded({ userId: user.id, exceptId: user.sessionId }, { kind: 'new-password' })
    noteEnded({ userId: 'somebody else' }, { kind: 'by-admin' })
    noteChanged('somebody else')
    expect(recentUser(cookies(), START)).toEqual(user)
  })

  it('is forgotten for whoever was seen longest ago, where there are very many', () => {
    for (let n = 0; n < 2_000; n += 1) {
      noteChecked(new Headers({ cookie: `veilgate.session_token=t${n}.s` }), user, START)
    }
    expect(recentUser(cookies(), START)).toBeNull()
  })

  it('stays known for whoever is seen again and again among very many', () => {
    for (let n = 0; n < 2_000; n += 1) {
      noteChecked(new Headers({ cookie: `veilgate.session_token=u${n}.s` }), user, START)
      if (n % 500 === 0) noteChecked(cookies(), user, START)
    }
    expect(recentUser(cookies(), START)).toEqual(user)
  })
})

describe('why one is signed out', () => {
  const why = (nowMs = START) => whySignedOut(createSignedInCookie(token, START).value, nowMs)

  it.each<[SignedOut, () => void]>([
    [{ kind: 'by-admin' }, () => noteEnded({ userId: user.id }, { kind: 'by-admin' })],
    [
      { kind: 'elsewhere' },
      () => noteEnded({ userId: user.id, exceptId: 'another' }, { kind: 'elsewhere' }),
    ],
    [{ kind: 'idle', minutes: 30 }, () => noteMissing(cookies(), { kind: 'idle', minutes: 30 })],
    [{ kind: 'unknown' }, () => noteMissing(cookies())],
  ])('is %j', (expected, end) => {
    end()
    // What is found out later does not hide the cause.
    noteMissing(cookies())
    expect(why()).toEqual(expected)
  })

  it('is that the session was over, where twelve hours have passed', () => {
    expect(why(START + 11 * HOUR_MS)).toEqual({ kind: 'unknown' })
    // A browser whose clock is ahead drops the cookie up to a minute early.
    expect(why(START + 12 * HOUR_MS - 60_001)).toEqual({ kind: 'unknown' })
    expect(why(START + 12 * HOUR_MS - 60_000)).toEqual({ kind: 'expired', hours: 12 })
    expect(why(START + 12 * HOUR_MS)).toEqual({ kind: 'expired', hours: 12 })
  })

  it('is unknown where this process has not seen the session', () => {
    const { value } = createSignedInCookie('never seen', START)
    expect(whySignedOut(value, START + 1)).toEqual({ kind: 'unknown' })
  })

  it.each([undefined, '', 'x', '1.x', `x.${'k'.repeat(43)}`, '<script>'])(
    'is not said to a browser with %j',
    (cookie) => expect(whySignedOut(cookie, START)).toBeNull(),
  )

  it('is told by a cookie that holds nothing of the token', () => {
    const { value } = createSignedInCookie('secret-token', START)
    expect(value).not.toContain('secret-token')
  })
})
