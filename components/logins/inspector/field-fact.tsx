'use client'

import { ArrowRight } from 'lucide-react'
import { filterValue } from '@/components/logins/filters/narrow'
import { ValueTools } from '@/components/logins/filters/value-tools'
import { RelatedLogins } from '@/components/logins/inspector/related-logins'
import { TextLink } from '@/components/logins/inspector/text-link'
import type { Related } from '@/components/logins/inspector/use-related'
import { versionOf } from '@/components/logins/login-value'
import { copiedText } from '@/components/logins/table/login-cell'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { Fact } from '@/components/table/fact'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { CopyButton } from '@/components/ui/copy-button'
import type { LoginRow } from '@/lib/model/login'
import { inSentence } from '@/lib/model/login-field'
import type { ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { userHref } from '@/lib/model/user-path'

type Props = { field: ListedField; login: LoginRow; related: Related; query: LoginsQuery }

/** A field of the login in the inspector, with the other logins that have the same value. */
export function FieldFact({ field, login, related, query }: Props) {
  const value = login[field.property]
  // Most messages come in no envelope: that one has none is not worth a line.
  if (field.isInternal && value === null) return null
  return (
    <Fact name={inSentence(field.heading ?? field.label)}>
      <span className="float-right ml-1 flex">
        <ValueTools
          field={field}
          value={filterValue(login, field)}
          // An id has its own button beside it.
          text={field.show === 'id' ? null : copiedText(login, field)}
          query={query}
        />
      </span>
      <Value field={field} login={login} />
      {field.isRelated ? (
        <RelatedLogins field={field} value={value} related={related} query={query} />
      ) : null}
      {field.key === 'user_id' && login.userId !== null ? (
        <UserLine id={login.userId} related={related} />
      ) : null}
    </Fact>
  )
}

/** Leads to the user, and says what was said of them. */
function UserLine({ id, related }: { id: string; related: Related }) {
  const mark = related.state === 'ready' ? (related.answer?.userMark ?? null) : null
  return (
    <p className="flex items-center gap-2">
      <TextLink href={userHref(id)}>
        Open user <ArrowRight aria-hidden className="inline size-3.5 align-[-2px]" />
      </TextLink>
      {mark === null ? null : <ReviewBadge mark={mark} />}
    </p>
  )
}

function Value({ field, login }: Omit<Props, 'related' | 'query'>) {
  const value = login[field.property]
  switch (field.show) {
    case 'run':
      return value === null ? (
        <span className="text-muted">none: it was here before Veilgate</span>
      ) : (
        <TextLink href={`/runs/${value}`}>run {value}</TextLink>
      )
    case 'version':
      return <Version login={login} />
    default:
      break
  }
  if (value === null) return <None />
  if (field.show === 'time') return <LocalTime at={String(value)} millis />
  if (field.show !== 'id') return value
  return (
    <span className="font-mono text-sm">
      <span className="break-all">{value}</span>{' '}
      <CopyButton text={String(value)} label={`Copy the ${inSentence(field.label)} id`} />
    </span>
  )
}

function Version({ login }: { login: LoginRow }) {
  return (
    <>
      {versionOf(login) ?? <None />}
      {login.appVersion !== null && login.appVersionText !== null ? (
        <span className="text-muted"> · sorts as {login.appVersion}</span>
      ) : null}
    </>
  )
}
