'use client'

import Link from 'next/link'
import { versionOf } from '@/components/logins/logins-columns'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { CopyButton } from '@/components/ui/copy-button'
import type { LoginRow } from '@/lib/login'

/** All that is known of one login. */
export function LoginInspector({ login, onClose }: { login: LoginRow; onClose: () => void }) {
  return (
    <Inspector title="Login" onClose={onClose}>
      <Facts>
        <Fact name="time">
          <LocalTime at={login.sentAt} millis />
        </Fact>
        <Fact name="user">
          <Copyable value={login.userId} label="Copy the user id" />
        </Fact>
        <Fact name="type">{login.deviceType ?? <None />}</Fact>
        <Fact name="locale">{login.locale ?? <None />}</Fact>
        <Fact name="version">
          {versionOf(login) ?? <None />}
          {login.appVersion !== null && login.appVersionText !== null ? (
            <span className="text-muted"> · sorts as {login.appVersion}</span>
          ) : null}
        </Fact>
        <Fact name="day (UTC)">{login.createDate ?? <None />}</Fact>
      </Facts>
      <h3 className="mt-4 mb-1.5 border-line border-t pt-4 text-muted">Device</h3>
      <MaskedValue token={login.maskedDeviceId} field="device_id" whole />
      <h3 className="mt-4 mb-1.5 text-muted">IP</h3>
      <MaskedValue token={login.maskedIp} field="ip" whole />
      <div className="mt-4 border-line border-t pt-4">
        <Facts>
          <Fact name="row">{login.id}</Fact>
          <Fact name="message">
            <Copyable value={login.messageId} label="Copy the message id" />
          </Fact>
          <Fact name="run">
            {login.runId === null ? (
              <span className="text-muted">none: it was here before Veilgate</span>
            ) : (
              <Link
                href={`/runs/${login.runId}`}
                className="rounded-sm text-accent underline-offset-4 hover:underline"
              >
                run {login.runId}
              </Link>
            )}
          </Fact>
        </Facts>
      </div>
    </Inspector>
  )
}

function Copyable({ value, label }: { value: string | null; label: string }) {
  if (value === null) return <None />
  return (
    <span className="font-mono text-sm">
      <span className="break-all">{value}</span> <CopyButton text={value} label={label} />
    </span>
  )
}
