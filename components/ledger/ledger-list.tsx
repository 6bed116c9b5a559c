import Link from 'next/link'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { ledgerLinks } from '@/components/ledger/ledger-links'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import type { Ledger } from '@/lib/model/pipeline/ledger'

/** The ledger as a sum written out, for a narrow pane. */
export function LedgerList({ runId, ledger }: { runId: number; ledger: Ledger }) {
  const links = ledgerLinks(runId)
  return (
    <div>
      <dl className="tabular-nums">
        <Line word="received" count={ledger.received} href={links.run} large />
        <Line word="stored" count={ledger.stored} href={links.stored} />
        <Line word="duplicate deliveries" count={ledger.duplicates} />
        <Line
          word="rejected"
          count={ledger.rejected}
          href={links.rejected}
          tone={ledger.rejected > 0 ? 'text-warn' : undefined}
        />
        {ledger.failed > 0 ? (
          <Line word="failed, left on the queue" count={ledger.failed} tone="text-danger" />
        ) : null}
      </dl>
      <p className="mt-2 flex items-center justify-between gap-3 border-line border-t pt-2">
        <BalanceMark ledger={ledger} className="font-semibold" />
        {ledger.balanced ? <span className="text-muted">nothing lost, nothing double</span> : null}
      </p>
    </div>
  )
}

type LineProps = {
  word: string
  count: number
  href?: string | undefined
  tone?: string | undefined
  large?: boolean
}

function Line({ word, count, href, tone, large }: LineProps) {
  const number = cn('font-semibold', large ? 'text-xl' : 'text-lg', tone)
  return (
    <div className="flex items-baseline justify-between gap-3 py-0.75">
      <dt className="text-muted">{word}</dt>
      <dd className={number}>
        {href !== undefined && count > 0 ? (
          <Link href={href} className="rounded-sm underline-offset-4 hover:underline">
            {formatNumber(count)}
          </Link>
        ) : (
          formatNumber(count)
        )}
      </dd>
    </div>
  )
}
