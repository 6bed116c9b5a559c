import { isIP, isIPv6 } from 'node:net'
import { describe, expect, it } from 'vitest'
import { generateLogins } from '@/lib/sample/generate-logins'
import type { SampleLogin } from '@/lib/sample/sample-login'

const logins = (options: Parameters<typeof generateLogins>[0]) =>
  [...generateLogins(options)].map((body) => JSON.parse(body) as SampleLogin)

describe('generateLogins', () => {
  it('gives the same messages for the same seed, and others for another', () => {
    const options = { count: 500, seed: 7, sharedDevices: 0.2, malformed: 0.1 }
    expect([...generateLogins(options)]).toEqual([...generateLogins(options)])
    expect([...generateLogins({ ...options, seed: 8 })]).not.toEqual([...generateLogins(options)])
  })

  it('makes logins in the shape of real ones', () => {
    const all = logins({ count: 5_000, seed: 1 })
    for (const login of all) {
      expect(Object.keys(login)).toEqual([
        'user_id',
        'app_version',
        'device_type',
        'ip',
        'locale',
        'device_id',
      ])
      expect(login.user_id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(login.device_id).toMatch(/^\d{3}-\d{2}-\d{4}$/)
      expect(isIP(login.ip)).not.toBe(0)
    }
    const share = (matches: (login: SampleLogin) => boolean) =>
      all.filter(matches).length / all.length
    expect(share((login) => login.locale === null)).toBeGreaterThan(0.2)
    expect(share((login) => login.locale === null)).toBeLessThan(0.35)
    expect(share((login) => isIPv6(login.ip))).toBeGreaterThan(0.03)
    expect(share((login) => isIPv6(login.ip))).toBeLessThan(0.25)
    expect(share((login) => login.device_type === 'ios')).toBeGreaterThan(0.3)
    for (const shape of [/^\d\.\d\.\d$/, /^\d\.\d\d$/, /^\d\.\d$/]) {
      expect(share((login) => shape.test(login.app_version))).toBeGreaterThan(0.1)
    }
  })

  it('gives people a few devices and several IPs', () => {
    const byUser = groupByUser(logins({ count: 20_000, seed: 3 }))
    expect(byUser.size).toBeGreaterThan(2_000)
    expect(byUser.size).toBeLessThanOrEqual(2_500)
    let mostIps = 0
    for (const own of byUser.values()) {
      expect(new Set(own.map((login) => login.device_id)).size).toBeLessThanOrEqual(3)
      mostIps = Math.max(mostIps, new Set(own.map((login) => login.ip)).size)
    }
    expect(mostIps).toBeGreaterThan(3)
  })

  it('shares devices between people as often as asked, and never by chance', () => {
    const sharedFraction = (sharedDevices: number) => {
      const users = new Map<string, Set<string>>()
      for (const login of logins({ count: 20_000, seed: 5, sharedDevices })) {
        users.set(login.device_id, (users.get(login.device_id) ?? new Set()).add(login.user_id))
      }
      return [...users.values()].filter((of) => of.size > 1).length / users.size
    }
    expect(sharedFraction(0)).toBe(0)
    expect(sharedFraction(0.05)).toBeGreaterThan(0.005)
    expect(sharedFraction(0.5)).toBeGreaterThan(sharedFraction(0.05))
  })

  it('mixes in bad messages as often as asked, without changing the good ones', () => {
    const good = [...generateLogins({ count: 2_000, seed: 9 })]
    const mixed = [...generateLogins({ count: 2_000, seed: 9, malformed: 0.25 })]
    const bad = mixed.filter((body, i) => body !== good[i])
    expect(bad.length).toBeGreaterThan(400)
    expect(bad.length).toBeLessThan(600)
    expect([...generateLogins({ count: 100, malformed: 1 })]).toHaveLength(100)
    expect(bad.every((body) => body.length > 0 && Buffer.byteLength(body) < 262_144)).toBe(true)
  })

  it('makes millions lazily', () => {
    const endless = generateLogins({ count: 1e9 })
    expect(endless.next().done).toBe(false)
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < 100_000; i += 1) endless.next()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20)
  })
})

function groupByUser(all: SampleLogin[]): Map<string, SampleLogin[]> {
  const groups = new Map<string, SampleLogin[]>()
  for (const login of all) groups.set(login.user_id, [...(groups.get(login.user_id) ?? []), login])
  return groups
}
