import Link from 'next/link'
import type { ReactNode } from 'react'
import { WhatIs } from '@/components/help/what-is'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { ledgerLinks } from '@/components/ledger/ledger-links'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import type { Ledger } from '@/lib/model/pipeline/ledger'

type Props = {
  runId: number
  ledger: Ledger
  size?: 'large' | 'small'
  /** Leaves the mark out, where it has a column of its own. */
  unmarked?: boolean
  className?: string
}

/** The equation that proves nothing was lost; each number leads to what it counts. */
export function LedgerLine({ runId, ledger, size = 'small', unmarked, className }: Props) {
  const links = ledgerLinks(runId)
  const terms = [
    <Term key="stored" count={ledger.stored} word="stored" href={links.stored} size={size} />,
    <Term key="duplicates" count={ledger.duplicates} word="duplicate" size={size} />,
    <Term
      key="rejected"
      count={ledger.rejected}
      word="rejected"
      href={links.rejected}
      tone={ledger.rejected > 0 ? 'text-warn' : undefined}
      size={size}
    />,
    ledger.failed > 0 ? (
      <Term key="failed" count={ledger.failed} word="failed" tone="text-danger" size={size} />
    ) : null,
  ].filter((term) => term !== null)
  return (
    <p
      className={cn(
        'flex flex-wrap items-baseline tabular-nums',
        size === 'large' ? 'gap-x-3 gap-y-1' : 'gap-x-1.5',
        className,
      )}
    >
      <Term count={ledger.received} word="received" href={links.run} size={size} />
      <Sign>{ledger.balanced ? '=' : '≠'}</Sign>
      {terms.flatMap((term, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed order of terms
        at === 0 ? [term] : [<Sign key={`plus-${at}`}>+</Sign>, term],
      )}
      {unmarked ? null : (
        <BalanceMark ledger={ledger} className={size === 'large' ? 'ml-1 text-lg' : 'ml-1'} />
      )}
      {size === 'large' ? <WhatIs word="balanced" className="self-center" /> : null}
    </p>
  )
}

type TermProps = {
  count: number
  word: string
  href?: string | undefined
  tone?: string | undefined
  size: 'large' | 'small'
}

function Term({ count, word, href, tone, size }: TermProps) {
  const number = cn(size === 'large' ? 'font-semibold text-xl' : 'font-medium', tone)
  return (
    <span className="whitespace-nowrap">
      {href !== undefined && count > 0 ? (
        <Link
          href={href}
          className={cn(
            number,
            'rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current',
          )}
        >
          {formatNumber(count)}
        </Link>
      ) : (
        <span className={number}>{formatNumber(count)}</span>
      )}{' '}
      <span className="text-muted">{word}</span>
      {word === 'duplicate' && size === 'large' ? (
        <WhatIs word="duplicate" className="ml-1" />
      ) : null}
    </span>
  )
}

function Sign({ children }: { children: ReactNode }) {
  return <span className="text-faint">{children}</span>
}
