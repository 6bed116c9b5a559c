import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ingestNow, stopRun } from '@/app/(console)/actions'
import { firstNumberedEvent } from '@/app/(console)/first-event'
import { dismissReset } from '@/app/(console)/settings/account/actions'
import { signOutAction } from '@/app/sign-in/actions'
import { PasswordNotice } from '@/components/account/password-notice'
import { LiveProvider } from '@/components/shell/live-provider'
import { Shell } from '@/components/shell/shell'
import { requireUser } from '@/lib/auth/require-user'
import { liveSessionOf } from '@/lib/live/live-session'
import { can } from '@/lib/model/permissions'
import { PREFERENCE, parseTheme } from '@/lib/model/preferences'

/** The frame of every page that needs a session. Each page checks again: layouts may be skipped. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await requireUser()
  const { email, role, passwordReset } = person
  const [jar, initial] = await Promise.all([cookies(), firstNumberedEvent()])
  return (
    <LiveProvider initial={initial} session={liveSessionOf(person)}>
      <Shell
        user={{ email, role }}
        initiallyCollapsed={jar.get(PREFERENCE.sidebar)?.value === 'collapsed'}
        initialTheme={parseTheme(jar.get(PREFERENCE.theme)?.value)}
        runs={can({ role }, 'ingest') ? { ingestNow, stopRun } : null}
        signOut={signOutAction}
      >
        {passwordReset ? (
          <PasswordNotice
            by={passwordReset.by}
            at={passwordReset.at.toISOString()}
            dismiss={dismissReset}
          />
        ) : null}
        {children}
      </Shell>
    </LiveProvider>
  )
}
