import { expect, it } from 'vitest'
import { RiskChanges } from '@/components/risk/risk-changes'
import { RiskPage } from '@/components/risk/risk-page'
import { RISK_SIGNAL_NAMES, type RiskSettings } from '@/lib/model/risk/risk-signals'
import { renderedText } from '@/test/support/render'

const settings = Object.fromEntries(
  RISK_SIGNAL_NAMES.map((signal) => [signal, { isOn: signal !== 'new_device', threshold: null }]),
) as RiskSettings
settings.many_ips = { isOn: true, threshold: 77 }
const save = async () => ({ kind: 'done' as const })

it('shows each signal with its weight, its state and its threshold', () => {
  const value = { settings, changes: [], changesLimit: 100 }
  const text = renderedText(
    <RiskPage viewer="admin" loaded={{ kind: 'loaded', value }} save={save} />,
  )
  expect(text).toMatch(/Many users on the device 3 or more users .* 24 hours\. 30 on 3 Change/)
  expect(text).toMatch(/Device on many IPs 77 or more IPs .* 20 on 77 Change/)
  expect(text).toMatch(/New device for the user .* 10 off none Change/)
  expect(text).toContain('npm run rollups -- --judge --days 30')
})

it('says who set what, and that nobody has yet', () => {
  const change = { id: 1, changedBy: 'ann@example.com', at: '2026-11-21T12:00:00.000Z' }
  const changes = [
    { ...change, signal: 'many_users' as const, isOn: true, threshold: 4 },
    { ...change, id: 2, signal: 'many_users' as const, isOn: false, threshold: 4 },
    { ...change, id: 3, signal: 'locale_switch' as const, isOn: true, threshold: null },
  ]
  const text = renderedText(<RiskChanges changes={changes} limit={3} />)
  expect(text).toMatch(/Many users on the device on, from 4 ann@example\.com/)
  expect(text).toMatch(/Many users on the device off ann@/)
  expect(text).toMatch(/Locale switch on ann@.* The newest 3 changes\.$/)
  expect(renderedText(<RiskChanges changes={[]} limit={3} />)).toContain('Nothing has been changed')
})
