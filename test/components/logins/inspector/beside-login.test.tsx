import { expect, it } from 'vitest'
import { BesideLogin } from '@/components/logins/inspector/beside-login'
import type { Related } from '@/components/logins/inspector/use-related'
import type { BesideLogin as Beside } from '@/lib/db/logins/find-login'
import type { LoginRow } from '@/lib/model/login'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { renderedText } from '@/test/support/render'

const TOKEN = `dv1_ada45f_${'0'.repeat(32)}`
const nowMs = Date.parse('2026-11-21T12:00:00Z')

function shown(device: Beside | null, token = TOKEN): string {
  const related: Related = {
    state: 'ready',
    answer: {
      login: {} as LoginRow,
      related: { user_id: null, ip: null, device_id: null },
      beside: { device, ip: null },
      userMark: null,
    },
  }
  const page = <BesideLogin kind="device" token={token} place="1.1" related={related} />
  return renderedText(page, { nowMs })
}

it('says how many have the device, since when, and what was said of it', () => {
  const device = { users: 1, others: 11, firstSeen: '2026-03-02T08:00:00Z', mark: null }
  expect(shown(device)).toBe('1 user · 11 IPs · since Mar 02 08:00:00 · not reviewed Open device')
  expect(shown({ ...device, mark: 'suspicious' })).toContain('suspicious')
})

it('leads to the device also where its figures could not be read', () => {
  expect(shown(null)).toBe('Open device')
})

it('says nothing of an original', () => {
  expect(shown(null, HIDDEN_ORIGINAL)).toBe('')
})
