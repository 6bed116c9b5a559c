'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { countWords } from '@/components/logins/count-words'
import { type Company, useCompany } from '@/components/logins/inspector/use-company'
import { loginsHref } from '@/components/logins/logins-href'
import { versionOf } from '@/components/logins/table/logins-columns'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { RevealLink } from '@/components/reveal/reveal-link'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { CopyButton } from '@/components/ui/copy-button'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { LoginRow } from '@/lib/model/login'
import type { LoginsQuery } from '@/lib/model/logins-query'

type Props = {
  /** The place of the login, and itself where the page has it. */
  place: string
  known: LoginRow | undefined
  onClose: () => void
}

/** All that is known of one login, and the way to those it shares something with. */
export function LoginInspector({ place, known, onClose }: Props) {
  const company = useCompany(place)
  const login = known ?? (company.state === 'ready' ? company.found?.login : undefined)
  return (
    <Inspector title="Login" onClose={onClose}>
      {login ? <Whole login={login} company={company} /> : <Absent company={company} />}
    </Inspector>
  )
}

function Absent({ company }: { company: Company }) {
  if (company.state === 'loading') return <Skeleton className="h-40" />
  return (
    <p className="text-muted">
      {company.state === 'failed'
        ? 'This login could not be read.'
        : 'There is no such login any more.'}
    </p>
  )
}

function Whole({ login, company }: { login: LoginRow; company: Company }) {
  const found = company.state === 'ready' ? company.found : undefined
  return (
    <>
      <Facts>
        <Fact name="time">
          <LocalTime at={login.sentAt} millis />
        </Fact>
        <Fact name="user">
          <Copyable value={login.userId} label="Copy the user id" />
          <Others
            of={login.userId === null ? null : { user: login.userId }}
            count={found?.sameUser}
            company={company}
          />
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
      <Others
        of={isShown(login.maskedDeviceId) ? { device: login.maskedDeviceId } : null}
        page={`/devices/${encodeURIComponent(login.maskedDeviceId ?? '')}`}
        count={found?.sameDevice}
        company={company}
      />
      <RevealLink token={login.maskedDeviceId} />
      <h3 className="mt-4 mb-1.5 text-muted">IP</h3>
      <MaskedValue token={login.maskedIp} field="ip" whole />
      <Others
        of={isShown(login.maskedIp) ? { ip: login.maskedIp } : null}
        page={`/ips/${encodeURIComponent(login.maskedIp ?? '')}`}
        count={found?.sameIp}
        company={company}
      />
      <RevealLink token={login.maskedIp} />
      <div className="mt-4 border-line border-t pt-4">
        <Facts>
          <Fact name="row">{login.id}</Fact>
          <Fact name="message">
            <Copyable value={login.messageId} label="Copy the message id" />
          </Fact>
          {login.envelopeId === null ? null : (
            <Fact name="envelope">
              <Copyable
                value={login.envelopeId}
                label="Copy the id of its SNS or EventBridge envelope"
              />
            </Fact>
          )}
          <Fact name="run">
            {login.runId === null ? (
              <span className="text-muted">none: it was here before Veilgate</span>
            ) : (
              <TextLink href={`/runs/${login.runId}`}>run {login.runId}</TextLink>
            )}
          </Fact>
        </Facts>
      </div>
    </>
  )
}

function isShown(value: string | null): value is string {
  return value !== null && value !== HIDDEN_ORIGINAL
}

type OthersProps = {
  of: Partial<LoginsQuery> | null
  /** The login itself is counted. */
  count: LoginCount | null | undefined
  company: Company
  /** Where all is told of the value. */
  page?: string
}

/** How many other logins share a value; leads to all of them. */
function Others({ of, count, company, page }: OthersProps) {
  if (of === null) return null
  if (company.state === 'loading') return <Skeleton className="my-1 h-3 w-28" />
  if (!count) return <p className="text-muted">The others could not be counted.</p>
  const others = { ...count, count: Math.max(0, count.count - 1) }
  return (
    <p>
      {others.count === 0 ? (
        <span className="text-muted">no other login</span>
      ) : (
        <TextLink href={loginsHref(of)}>
          {countWords(others).replace(/ (logins?)$/, ' other $1')}
        </TextLink>
      )}
      {page === undefined ? null : (
        <>
          {' · '}
          <TextLink href={page}>users and links</TextLink>
        </>
      )}
    </p>
  )
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm text-accent underline underline-offset-4"
    >
      {children}
    </Link>
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
