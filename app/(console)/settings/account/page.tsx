import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { endAllOtherSessions, endSession } from '@/app/(console)/settings/account/actions'
import { changeOwnPassword } from '@/app/change-password/actions'
import { AccountPage } from '@/components/account/account-page'
import type { CurrentUser } from '@/lib/auth/current-user'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'
import { requireUser } from '@/lib/auth/require-user'
import { listOwnSessions } from '@/lib/auth/session/own-sessions'
import { SESSION_SECONDS } from '@/lib/auth/session/session-cookie'
import { idleMinutes } from '@/lib/auth/session/session-limits'
import { browserName } from '@/lib/web/browser-name'

export const metadata: Metadata = { title: 'Your account' }

/** What is one's own: the password, and where one is signed in. */
export default async function Account() {
  const user = await requireUser()
  return (
    <AccountPage
      viewer={user.role}
      loaded={await attemptRead('own-sessions', () => readSessions(user))}
      passwordLength={PASSWORD_LENGTH}
      limits={{ idleMinutes: idleMinutes(user.role), hours: SESSION_SECONDS / 3_600 }}
      actions={{
        changePassword: changeOwnPassword,
        end: endSession,
        endOthers: endAllOtherSessions,
      }}
    />
  )
}

async function readSessions(user: CurrentUser) {
  const sessions = await listOwnSessions(user)
  return sessions.map((session) => ({
    ...session,
    browser: session.userAgent === null ? null : browserName(session.userAgent),
    signedInAt: session.signedInAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
  }))
}
