import { List } from 'lucide-react'
import Link from 'next/link'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { MASKED_FIELDS } from '@/lib/model/masked-fields'
import type { FindOutcome } from '@/lib/reveal/find-by-original'

export type Found = Extract<FindOutcome, { kind: 'found' }>

/** The token of an original, and the way to its logins. */
export function FoundToken({ found: { field, token, logins, isMore } }: { found: Found }) {
  const what = inSentence(MASKED_FIELDS[field].label)
  const href = `/logins?${field}=${token}`
  return (
    <div role="status" className="flex flex-col gap-4 p-6">
      <div>
        <h2 className="mb-1.5 text-muted">The {what} is masked as</h2>
        <MaskedValue token={token} field={field} withIcon whole />
      </div>
      <p className="text-lg">
        {logins === 0 ? (
          <>No login has this {what}.</>
        ) : (
          <>
            <span className="font-semibold tabular-nums">
              {formatNumber(logins)}
              {isMore ? '+' : ''}
            </span>{' '}
            {logins === 1 ? `login has this ${what}.` : `logins have this ${what}.`}
          </>
        )}
      </p>
      {logins === 0 ? null : (
        <div>
          <Button asChild>
            <Link href={href}>
              <List /> Show {logins === 1 ? 'it' : 'them'}
            </Link>
          </Button>
        </div>
      )}
    </div>
  )
}
