import { LoaderCircle, ShieldCheck, ShieldQuestion, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { LogVerdict } from '@/lib/db/reveal-log/verify-reveal-log'
import { formatCount } from '@/lib/format/format'
import { auditHref } from '@/lib/model/query/audit-query'

const strip = 'flex min-h-10 shrink-0 items-center gap-2.5 border-line border-b px-4 py-1.5'

/** Whether every row still follows from the one before it: quiet where it does, loud where not. */
export function ChainVerdict({
  verdict,
}: {
  verdict: LogVerdict | { kind: 'unknown'; cause: string }
}) {
  if (verdict.kind === 'unknown') {
    return (
      <div role="alert" className={`${strip} bg-warn-soft text-warn`}>
        <ShieldQuestion aria-hidden className="size-4 shrink-0" />
        <p>
          <span className="font-medium">The chain could not be checked.</span>{' '}
          <span className="text-ink">{verdict.cause}.</span>
        </p>
      </div>
    )
  }
  if (verdict.kind === 'broken') return <Broken id={verdict.id} problem={verdict.problem} />
  if (verdict.head === null) {
    return (
      <div className={`${strip} text-muted`}>
        <ShieldCheck aria-hidden className="size-4 shrink-0" /> Nothing to verify yet.
      </div>
    )
  }
  const { id, hash } = verdict.head
  return (
    <div role="status" className={strip}>
      <ShieldCheck aria-hidden className="size-4 shrink-0 text-ok" />
      <p className="min-w-0 truncate">
        <span className="font-medium text-ok">Verified up to row {id}.</span>{' '}
        <span className="text-muted">
          {formatCount(verdict.rows, 'row')}, each chained to the one before it.
        </span>
      </p>
      <p
        className="ml-auto flex shrink-0 items-center gap-1 text-muted"
        title="Keep a copy elsewhere. It proves later that no rows were removed from the end: npm run audit -- --verify --head ID:HASH"
      >
        head <code className="font-mono text-sm">{hash.slice(0, 12)}…</code>
        <CopyButton text={`${id}:${hash}`} label="Copy the head of the log" />
      </p>
    </div>
  )
}

function Broken({ id, problem }: { id: string; problem: string }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-3 border-danger border-y-2 bg-danger-soft px-4 py-3 text-danger"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="flex-1">
        <p className="font-semibold text-lg">The log is broken at row {id}.</p>
        <p className="text-ink">
          {problem} The rows before it are as they were written; from there on, this log proves
          nothing. Keep a copy of the database before anybody changes it, and find out who could
          have changed it.
        </p>
      </div>
      <Button asChild>
        <Link href={auditHref({}, { row: id })}>Go to row {id}</Link>
      </Button>
    </div>
  )
}

/** In the place of the verdict until it is there. */
export function ChainChecking() {
  return (
    <div role="status" className={`${strip} text-muted`}>
      <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" /> Verifying the chain…
    </div>
  )
}
