'use client'

import { WhatIs } from '@/components/help/what-is'
import { filterValue } from '@/components/logins/filters/narrow'
import { ValueTools } from '@/components/logins/filters/value-tools'
import { BesideLogin } from '@/components/logins/inspector/beside-login'
import { RelatedLogins } from '@/components/logins/inspector/related-logins'
import type { Related } from '@/components/logins/inspector/use-related'
import { MaskedValue } from '@/components/masked-value/masked-value'
import type { LoginRow, MaskedProperty } from '@/lib/model/login'
import { type ListedField, loginField } from '@/lib/model/login-field-list'
import { MASKED_FIELDS, type MaskedField, SHARED_FIELDS } from '@/lib/model/masked-fields'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  field: MaskedField
  login: LoginRow
  place: string
  related: Related
  query: LoginsQuery
}

/** A masked value of a login, and those that share it. */
export function MaskedSection({ field, login, place, related, query }: Props) {
  const listed: ListedField = loginField(field)
  const token = login[listed.property as MaskedProperty]
  const shared = SHARED_FIELDS.find((each) => each === field)
  return (
    <>
      <h3 className="mt-4 mb-1.5 text-muted first-of-type:border-line first-of-type:border-t first-of-type:pt-4">
        {listed.label} <WhatIs word="token" />
      </h3>
      <span className="float-right ml-1 flex">
        <ValueTools field={listed} value={filterValue(login, listed)} text={null} query={query} />
      </span>
      <MaskedValue token={token} field={field} whole />
      <RelatedLogins field={listed} value={token} related={related} query={query} />
      {shared === undefined ? null : (
        <BesideLogin
          kind={MASKED_FIELDS[shared].sharing.kind}
          token={token}
          place={place}
          related={related}
        />
      )}
    </>
  )
}
