import Link from 'next/link'
import { kindOfToken } from '@/components/audit/token-kind'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { valueHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { formatCount } from '@/lib/format/format'
import { auditHref } from '@/lib/model/query/audit-query'
import type { ActionSummary } from '@/lib/model/reveal/recorded-action'
import { fieldOfToken, isErased } from '@/lib/model/token'

/** The tokens of an action with what became of each, and the ways on from it. */
export function AuditTokens({ summary: { tokens, outcomes } }: { summary: ActionSummary }) {
  if (tokens.length === 0) {
    return outcomes.length === 0 ? null : (
      <p className="mt-4 border-line border-t pt-4">
        <span className="text-muted">Outcomes: </span>
        {outcomes.join(', ')}
      </p>
    )
  }
  return (
    <>
      <h3 className="mt-4 mb-1.5 border-line border-t pt-4 text-muted">
        {formatCount(tokens.length, 'token')}
      </h3>
      <ul className="flex flex-col gap-2.5">
        {tokens.map((token, at) => (
          <li key={token}>
            <MaskedValue token={token} field={fieldOfToken(token) ?? 'device_id'} withIcon whole />
            <p className="mt-0.5 flex gap-3 pl-5.5 text-muted text-sm">
              {outcomes[at] ? <span>{outcomes[at]}</span> : null}
              <ThingPage token={token} />
              <Link href={auditHref({ token })} prefetch={false} className={LINK}>
                its audit entries
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function ThingPage({ token }: { token: string }) {
  const kind = kindOfToken(token)
  if (kind === null || isErased(token)) return null
  return (
    <Link href={valueHref(kind, token)} prefetch={false} className={LINK}>
      open the {SHARED_WORDS[kind].one}
    </Link>
  )
}

const LINK = 'rounded-sm text-accent underline underline-offset-4'
