import { expect, it } from 'vitest'
import { changeRiskSetting } from '@/lib/db/risks/change-risk-setting'
import { listRiskChanges } from '@/lib/db/risks/list-risk-changes'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'
import { useServices } from '@/test/support/services'

useServices()

it('a signal is on with its own threshold until somebody sets it, and who did is kept', async () => {
  expect(await readRiskSettings()).toMatchObject({
    many_users: { isOn: true, threshold: null },
    new_device: { isOn: true, threshold: null },
  })
  await changeRiskSetting('many_users', { isOn: true, threshold: 4 }, 'ann@example.com')
  await changeRiskSetting('many_users', { isOn: false, threshold: 4 }, 'bob@example.com')
  const settings = await readRiskSettings()
  expect(settings.many_users).toEqual({ isOn: false, threshold: 4 })
  expect(settings.many_ips).toEqual({ isOn: true, threshold: null })
  expect(await listRiskChanges(10)).toMatchObject([
    { signal: 'many_users', isOn: false, threshold: 4, changedBy: 'bob@example.com' },
    { signal: 'many_users', isOn: true, threshold: 4, changedBy: 'ann@example.com' },
  ])
  expect(await listRiskChanges(1)).toHaveLength(1)
})
