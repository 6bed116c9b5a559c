'use client'

import { countWords } from '@/components/logins/count-words'
import { TextLink } from '@/components/logins/inspector/text-link'
import type { Related } from '@/components/logins/inspector/use-related'
import { loginsHref } from '@/components/logins/logins-href'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { RelatedKey } from '@/lib/db/logins/find-login'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { ListedField } from '@/lib/model/login-field-list'

type Props = {
  field: ListedField
  value: string | number | null
  related: Related
  /** The page that tells all about the value. */
  page?: string | null
}

/** How many other logins have the same value in a field; leads to all of them. */
export function RelatedLogins({ field, value, related, page = null }: Props) {
  if (value === null || value === HIDDEN_ORIGINAL) return null
  if (related.state === 'loading') return <Skeleton className="my-1 h-3 w-28" />
  const found = related.state === 'ready' ? related.found : null
  const count = found?.related[field.key as RelatedKey]
  if (!count) {
    return (
      <p className="text-muted">
        The others could not be counted.{' '}
        {related.state === 'failed' ? (
          <Button variant="link" onClick={related.retry}>
            Try again
          </Button>
        ) : null}
      </p>
    )
  }
  // The login itself is counted.
  const others = { ...count, count: Math.max(0, count.count - 1) }
  return (
    <p>
      {others.count === 0 ? (
        <span className="text-muted">no other login</span>
      ) : (
        <TextLink href={loginsHref({ [field.key]: value })}>
          {countWords(others).replace(/ (logins?)$/, ' other $1')}
        </TextLink>
      )}
      {page === null ? null : (
        <>
          {' · '}
          <TextLink href={page}>users and links</TextLink>
        </>
      )}
    </p>
  )
}
