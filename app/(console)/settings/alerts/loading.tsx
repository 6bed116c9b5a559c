import { AlertsSkeleton } from '@/components/alerts/alerts-skeleton'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="alerts">
      <AlertsSkeleton />
    </SettingsSkeleton>
  )
}
