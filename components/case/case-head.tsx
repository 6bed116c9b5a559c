'use client'

import { useShell } from '@/components/shell/shell-context'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { absoluteTime } from '@/components/ui/time/relative-time'

type Props = {
  /** `Device`, `IP` or `User`. */ what: string /** Its token, or the user id. */
  subject: string
}

/** On paper alone: whose case it is, who printed it, and when. */
export function CaseHead({ what, subject }: Props) {
  const { user } = useShell()
  const printed = absoluteTime(useNow(), useTimeZone())
  return (
    <div className="hidden border-line border-b px-4 py-2 print:block">
      <p className="break-all">
        {what} <span className="font-mono">{subject}</span>
      </p>
      <p>
        Printed {printed} by {user.email}. Devices and IPs are shown as tokens: there is no original
        on this page.
      </p>
    </div>
  )
}
