'use client'

import Link from 'next/link'
import { RiskMark } from '@/components/logins/risk/risk-mark'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import type { LoginRow } from '@/lib/model/login'
import type { ListedField } from '@/lib/model/login-field-list'
import type { MaskedField } from '@/lib/model/masked-fields'

/** A field of a login in a row of the table. */
export function LoginValue({ login, field }: { login: LoginRow; field: ListedField }) {
  const value = login[field.property]
  switch (field.show) {
    case 'token':
      return (
        <MaskedValue
          token={value === null ? null : String(value)}
          field={field.key as MaskedField}
          tabbable={false}
        />
      )
    case 'time':
      return value === null ? <None /> : <LocalTime at={String(value)} className="text-muted" />
    case 'run':
      return value === null ? <None /> : <RunLink run={Number(value)} />
    case 'risk':
      return login.risk === null ? <None /> : <RiskMark login={login} />
    case 'version':
      return <Plain value={versionOf(login)} mono />
    default:
      return <Plain value={value === null ? null : String(value)} mono={field.show === 'id'} />
  }
}

/** The version as the message wrote it; adopted rows know the number alone. */
export function versionOf(login: LoginRow): string | null {
  return login.appVersionText ?? (login.appVersion === null ? null : String(login.appVersion))
}

function RunLink({ run }: { run: number }) {
  return (
    <Link
      href={`/runs/${run}`}
      tabIndex={-1}
      prefetch={false}
      onClick={(event) => event.stopPropagation()}
      className="rounded-sm underline-offset-4 hover:underline"
    >
      {run}
    </Link>
  )
}

function Plain({ value, mono }: { value: string | null; mono: boolean }) {
  if (value === null) return <None />
  return (
    <span title={value} className={mono ? 'font-mono text-sm' : undefined}>
      {value}
    </span>
  )
}
