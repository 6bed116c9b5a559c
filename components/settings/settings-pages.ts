import { can, type Permission, type Role } from '@/lib/model/permissions'

type SettingsPage = {
  id: string
  label: string
  href: string
  needs: Permission
  /** Other words the palette finds it by. */
  words: string
}

const PAGES = [
  {
    id: 'users',
    label: 'Users',
    href: '/settings/users',
    needs: 'manage-users',
    words: 'people accounts roles password reset',
  },
  {
    id: 'erase',
    label: 'Erasure',
    href: '/settings/erase',
    needs: 'erase',
    words: 'erase forget a person',
  },
  {
    id: 'alerts',
    label: 'Alerts',
    href: '/settings/alerts',
    needs: 'browse',
    words: 'rules channels webhook e-mail',
  },
  {
    id: 'tokens',
    label: 'API tokens',
    href: '/settings/tokens',
    needs: 'manage-tokens',
    words: 'secret bearer read',
  },
  {
    id: 'risk',
    label: 'Risk',
    href: '/settings/risk',
    needs: 'manage-risk',
    words: 'signals weights threshold',
  },
  {
    id: 'retention',
    label: 'Retention',
    href: '/settings/retention',
    needs: 'manage-retention',
    words: 'delete months keep',
  },
  {
    id: 'account',
    label: 'Your account',
    href: '/settings/account',
    needs: 'browse',
    words: 'password sessions profile',
  },
] as const satisfies readonly SettingsPage[]

export type SettingsPageId = (typeof PAGES)[number]['id']

/** The pages of the settings that an account of this role may see, in the order of their tabs. */
export function settingsPagesFor(role: Role): SettingsPage[] {
  return PAGES.filter(({ needs }) => can({ role }, needs))
}
