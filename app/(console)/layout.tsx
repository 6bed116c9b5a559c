import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { ingestNow, stopRun } from '@/app/(console)/actions'
import { firstNumberedEvent } from '@/app/(console)/first-event'
import { readRevealAllowance, recordRevealCopy, revealTokens } from '@/app/(console)/reveal/actions'
import { dismissReset } from '@/app/(console)/settings/account/actions'
import { pauseAll, setFollow } from '@/app/(console)/workers/actions'
import { signOutAction } from '@/app/sign-in/actions'
import { PasswordNotice } from '@/components/account/password-notice'
import { ServiceWorker } from '@/components/shell/frame/service-worker'
import { LiveProvider } from '@/components/shell/live-provider'
import { Shell } from '@/components/shell/shell'
import { requireFrameUser } from '@/lib/auth/require-user'
import { env, isDevelopment } from '@/lib/env'
import { liveSessionOf } from '@/lib/live/live-session'
import { can } from '@/lib/model/permissions'
import { hasCommandKey } from '@/lib/model/platform'
import { PREFERENCE, parseTheme } from '@/lib/model/preferences'
import { buildId } from '@/lib/web/build-id'

/** The frame of every page that needs a session. Each page checks again: layouts may be skipped. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await requireFrameUser()
  const { email, role, passwordReset } = person
  const [jar, sent, initial] = await Promise.all([cookies(), headers(), firstNumberedEvent()])
  return (
    <LiveProvider initial={initial} session={liveSessionOf(person)}>
      <ServiceWorker isWanted={env().VEILGATE_OFFLINE_PAGE === 'on' && !isDevelopment()} />
      <Shell
        user={{ email, role }}
        initiallyCollapsed={jar.get(PREFERENCE.sidebar)?.value === 'collapsed'}
        initialTheme={parseTheme(jar.get(PREFERENCE.theme)?.value)}
        build={buildId()}
        hasCommandKey={hasCommandKey(sent.get('sec-ch-ua-platform'), sent.get('user-agent'))}
        runs={can({ role }, 'ingest') ? { ingestNow, stopRun, follow: setFollow, pauseAll } : null}
        reveal={
          can({ role }, 'reveal')
            ? {
                reveal: revealTokens,
                recordCopy: recordRevealCopy,
                readAllowance: readRevealAllowance,
              }
            : null
        }
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
