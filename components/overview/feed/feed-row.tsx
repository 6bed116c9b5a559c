'use client'

import Link from 'next/link'
import { memo } from 'react'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { formatClock, formatTime } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'
import { userHref } from '@/lib/model/user-path'

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
    <tr className="h-8 border-line border-b hover:bg-hover">
      <td className="truncate font-mono text-muted text-sm" title={formatTime(at, timeZone)}>
        {/* As `loginsHref` writes it: what else that knows is more than this page should load. */}
        <Link href={`/logins?row=${at}.${login.id}`} {...LINK}>
          <time dateTime={login.sentAt}>{formatClock(at, timeZone)}</time>
        </Link>
      </td>
      <td className="truncate pr-4 font-mono text-sm" title={login.userId ?? undefined}>
        {login.userId === null ? (
          <None />
        ) : (
          <Link href={userHref(login.userId)} {...LINK}>
            {login.userId}
          </Link>
        )}
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

/** Rows pass by: the keyboard has the same links in the list of logins, which stands still. */
const LINK = {
  prefetch: false,
  tabIndex: -1,
  className: 'rounded-sm underline-offset-4 hover:underline',
} as const

function None() {
  return <span className="font-sans text-faint">none</span>
}
