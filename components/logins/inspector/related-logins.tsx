'use client'

import { countWords } from '@/components/logins/count-words'
import { FILTER_FIELDS, isOn } from '@/components/logins/filters/filter-fields'
import { including } from '@/components/logins/filters/narrow'
import { TextLink } from '@/components/logins/inspector/text-link'
import type { Related } from '@/components/logins/inspector/use-related'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import type { RelatedKey } from '@/lib/db/logins/find-login'
import { formatCount } from '@/lib/format/format'
import type { ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

type Props = {
  field: ListedField
  value: string | number | null
  related: Related
  /** What the list beside it is narrowed to. */
  query: LoginsQuery
}

/** How many other logins have the same value in a field; leads to all of them. */
export function RelatedLogins({ field, value, related, query }: Props) {
  if (value === null || value === HIDDEN_ORIGINAL) return null
  if (related.state === 'loading') return <Skeleton className="my-1 h-3 w-28" />
  const found = related.state === 'ready' ? related.answer : null
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
        <Others field={field} value={value} words={wordsFor(others)} query={query} />
      )}
    </p>
  )
}

function wordsFor(others: LoginCount): string {
  return countWords(others).replace(/ (logins?)$/, ' other $1')
}

type OthersProps = Pick<Props, 'field' | 'query'> & { value: string | number; words: string }

/** Leads to all others; where the list is narrowed by other fields, first to those that are so, too. */
function Others({ field, value, words, query }: OthersProps) {
  const all = loginsHref({ [field.key]: [value] })
  const kept = FILTER_FIELDS.filter(({ key }) => key !== field.key).filter((each) =>
    isOn(each, query),
  ).length
  if (kept === 0) return <TextLink href={all}>{words}</TextLink>
  return (
    <>
      <TextLink href={narrowed(query, including(field.key as ValueKey, [value]))}>
        others within {formatCount(kept, 'other filter')}
      </TextLink>
      {' · '}
      <TextLink href={all}>{words} in all</TextLink>
    </>
  )
}
