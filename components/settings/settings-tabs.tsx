import { LinkTabs } from '@/components/ui/link-tabs'
import { can, type Permission, type Role } from '@/lib/model/permissions'

type Tab = { id: string; label: string; href: string; needs: Permission }

const TABS = [
  { id: 'users', label: 'Users', href: '/settings/users', needs: 'manage-users' },
  { id: 'erase', label: 'Erasure', href: '/settings/erase', needs: 'erase' },
  { id: 'alerts', label: 'Alerts', href: '/settings/alerts', needs: 'browse' },
  { id: 'tokens', label: 'API tokens', href: '/settings/tokens', needs: 'manage-tokens' },
  { id: 'risk', label: 'Risk', href: '/settings/risk', needs: 'manage-risk' },
  {
    id: 'retention',
    label: 'Retention',
    href: '/settings/retention',
    needs: 'manage-retention',
  },
  { id: 'account', label: 'Your account', href: '/settings/account', needs: 'browse' },
] as const satisfies readonly Tab[]

type Props = { current: (typeof TABS)[number]['id']; viewer: Role }

/** The pages of the settings that one may see. */
export function SettingsTabs({ current, viewer }: Props) {
  const tabs = TABS.filter(({ needs }) => can({ role: viewer }, needs))
  return <LinkTabs label="Settings" current={current} tabs={tabs} />
}
