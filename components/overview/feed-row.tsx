'use client'

import { memo } from 'react'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { formatClock, formatTime } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'

/**
 * One of the feed's places, and the login that stands in it just now. Memoised: while nothing arrives,
 * none changes.
 */
export const FeedRow = memo(function FeedRow({
  login,
  timeZone,
}: {
  login: LoginRow
  timeZone: string
}) {
  const at = Date.parse(login.sentAt)
  return (
    <tr className="h-8 border-line border-b">
      <td className="truncate font-mono text-muted text-sm" title={formatTime(at, timeZone)}>
        <time dateTime={login.sentAt}>{formatClock(at, timeZone)}</time>
      </td>
      <td className="truncate pr-4 font-mono text-sm" title={login.userId ?? undefined}>
        {login.userId ?? <None />}
      </td>
      <td className="truncate">
        <MaskedValue token={login.maskedDeviceId} field="device_id" tabbable={false} />
      </td>
      <td className="truncate">
        <MaskedValue token={login.maskedIp} field="ip" tabbable={false} />
      </td>
      <td className="truncate" title={login.deviceType ?? undefined}>
        {login.deviceType ?? <None />}
      </td>
      <td className="truncate" title={login.locale ?? undefined}>
        {login.locale ?? <None />}
      </td>
      <td className="truncate font-mono text-sm" title={login.appVersionText ?? undefined}>
        {login.appVersionText ?? login.appVersion ?? <None />}
      </td>
    </tr>
  )
})

function None() {
  return <span className="font-sans text-faint">none</span>
}
