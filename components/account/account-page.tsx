import {
  type ChangePasswordAction,
  ChangePasswordForm,
} from '@/components/account/change-password-form'
import {
  type SessionActions,
  SessionsTable,
  type ShownSession,
} from '@/components/account/sessions-table'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'

type Props = {
  viewer: Role
  loaded: Loaded<ShownSession[]>
  passwordLength: { min: number; max: number }
  /** How long a session lives unused, and at most. */
  limits: { idleMinutes: number; hours: number }
  actions: SessionActions & { changePassword: ChangePasswordAction }
}

/** What is one's own: the password, and where one is signed in. */
export function AccountPage({ viewer, loaded, passwordLength, limits, actions }: Props) {
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="account" viewer={viewer} />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <section
            aria-label="Your password"
            className="w-88 shrink-0 overflow-y-auto border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b"
          >
            <ChangePasswordForm change={actions.changePassword} length={passwordLength} />
          </section>
          <section aria-label="Your sessions" className="flex min-h-0 min-w-0 flex-1 flex-col">
            {loaded.kind === 'loaded' ? (
              <ScrollPane aria-label="List of your sessions" className="flex-1">
                <SessionsTable sessions={loaded.value} actions={actions} />
              </ScrollPane>
            ) : (
              <ListFailure
                title="Your sessions could not be read."
                cause={`${loaded.cause}.`}
                detail={loaded.detail}
              />
            )}
            <p className="flex min-h-10 shrink-0 items-center border-line border-t px-4 py-1 text-muted">
              A session ends after {limits.idleMinutes} minutes without use, and after{' '}
              {limits.hours} hours in any case.
            </p>
          </section>
        </div>
      </div>
    </Page>
  )
}
