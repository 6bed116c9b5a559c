import { describe, expect, it } from 'vitest'
import { settingsPagesFor } from '@/components/settings/settings-pages'

describe('the pages of the settings', () => {
  it('are those that a role may use', () => {
    const of = (role: 'admin' | 'operator') => settingsPagesFor(role).map(({ label }) => label)
    expect(of('operator')).toEqual(['Alerts', 'Your account'])
    expect(of('admin')).toEqual(
      expect.arrayContaining(['Users', 'Erasure', 'API tokens', 'Retention', ...of('operator')]),
    )
  })
})
