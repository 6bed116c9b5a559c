import { LinkTabs } from '@/components/ui/link-tabs'

/** The pages of the settings. */
export function SettingsTabs({ current }: { current: 'users' | 'erase' }) {
  return (
    <LinkTabs
      label="Settings"
      current={current}
      tabs={[
        { id: 'users', label: 'Users', href: '/settings/users' },
        { id: 'erase', label: 'Erasure', href: '/settings/erase' },
      ]}
    />
  )
}
