'use client'

import type { ComponentProps, ReactNode } from 'react'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { useShell } from '@/components/shell/shell-context'
import { FormSkeleton } from '@/components/ui/form/form-skeleton'

type Props = {
  current: ComponentProps<typeof SettingsTabs>['current']
  /** Whether a form stands at the left. */
  withForm?: boolean
  children: ReactNode
}

/** A page of the settings while it loads. */
export function SettingsSkeleton({ current, withForm, children }: Props) {
  const { user } = useShell()
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current={current} viewer={user.role} />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          {withForm ? <FormSkeleton /> : null}
          {children}
        </div>
      </div>
    </Page>
  )
}
