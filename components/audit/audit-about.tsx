import Link from 'next/link'
import { aboutLinks, type RejectedPlaces } from '@/components/audit/about-links'
import { kindOfToken } from '@/components/audit/token-kind'
import { Swatch } from '@/components/masked-value/swatch'
import { valueHref } from '@/components/shared-values/shared-href'
import { ThingLink } from '@/components/shared-values/thing-link'
import { None } from '@/components/table/table'
import { formatCount } from '@/lib/format/format'
import type { ActionSummary } from '@/lib/model/reveal/recorded-action'
import { isErased, shortToken } from '@/lib/model/token'

type Props = { summary: ActionSummary; rejectedPlaces: RejectedPlaces }

/** What an action was about, and the way there: its one token's page, or the nearest of its links. */
export function AuditAbout({ summary, rejectedPlaces }: Props) {
  const { tokens, subject, copies } = summary
  const [first, second] = tokens
  if (first !== undefined) {
    return (
      <span className="inline-flex max-w-full items-center gap-1.5 overflow-hidden align-middle">
        {second === undefined ? <OneToken token={first} /> : <ManyTokens tokens={tokens} />}
        {copies > 0 ? <span className="text-muted">· {copies} copied</span> : null}
      </span>
    )
  }
  const [link] = aboutLinks(summary, rejectedPlaces)
  if (link === undefined) {
    return subject === null ? <None /> : <span title={subject}>{subject}</span>
  }
  return (
    <Link
      href={link.href}
      prefetch={false}
      title={subject ?? undefined}
      onClick={(event) => event.stopPropagation()}
      className="rounded-sm underline decoration-line-strong underline-offset-4 hover:text-accent hover:decoration-current"
    >
      {subject ?? link.label}
    </Link>
  )
}

function OneToken({ token }: { token: string }) {
  const kind = kindOfToken(token)
  if (kind !== null && !isErased(token)) {
    return <ThingLink token={token} href={valueHref(kind, token)} />
  }
  return (
    <span title={token} className="inline-flex items-center gap-2 font-mono text-sm">
      <Swatch token={token} /> {shortToken(token)}…
    </span>
  )
}

function ManyTokens({ tokens }: { tokens: readonly string[] }) {
  return (
    <>
      {tokens.slice(0, 4).map((token) => (
        <Swatch key={token} token={token} />
      ))}
      <span className="ml-0.5 text-muted">{formatCount(tokens.length, 'token')}</span>
    </>
  )
}
