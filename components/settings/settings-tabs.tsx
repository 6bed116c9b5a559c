import { type SettingsPageId, settingsPagesFor } from '@/components/settings/settings-pages'
import { LinkTabs } from '@/components/ui/link-tabs'
import type { Role } from '@/lib/model/permissions'

type Props = { current: SettingsPageId; viewer: Role }

/** The pages of the settings that one may see. */
export function SettingsTabs({ current, viewer }: Props) {
  return <LinkTabs label="Settings" current={current} tabs={settingsPagesFor(viewer)} />
}
