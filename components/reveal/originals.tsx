import { LockKeyhole } from 'lucide-react'
import Link from 'next/link'
import { Countdown } from '@/components/reveal/countdown'
import { TokenList } from '@/components/reveal/token-list'
import type { Outcome, useReveal } from '@/components/reveal/use-reveal'
import { ScrollPane } from '@/components/table/scroll-pane'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import { formatCount } from '@/lib/format/format'
import { REVEAL_SHOWN_RULE } from '@/lib/model/reveal/reveal'

type Props = {
  /** One for each token, asked for already or not. */
  values: Outcome[]
  run: ReturnType<typeof useReveal>
  className: string
}

/** What comes of a reveal: the tokens, their originals while these are shown, and for how long. */
export function Originals({ values, run, className }: Props) {
  const kept = useKeptFocus((section) => section.querySelector<HTMLElement>('[tabindex="0"]'))
  return (
    <section
      {...kept}
      aria-label="Originals"
      className={cn('flex min-w-0 flex-1 flex-col', className)}
    >
      {values.length === 0 ? (
        <EmptyState className="flex-1" icon={LockKeyhole} title="Nothing asked for yet.">
          Paste tokens to see their originals beside them. {REVEAL_SHOWN_RULE} Who asked, what for
          and why stays in the{' '}
          <Link href="/audit" className="text-accent underline underline-offset-2">
            audit log
          </Link>
          .
        </EmptyState>
      ) : (
        <>
          {run.shown > 0 ? (
            <Countdown
              what={formatCount(run.shown, 'original')}
              secondsLeft={run.secondsLeft}
              shownSeconds={run.shownSeconds}
              onHide={run.hide}
            />
          ) : (
            <Summary count={values.length} requestId={run.result?.requestId} />
          )}
          <ScrollPane aria-label="Tokens and originals" className="flex-1">
            <TokenList values={values} recordCopy={run.copy} />
          </ScrollPane>
        </>
      )}
      <p role="status" className="sr-only">
        {run.shown > 0
          ? `${formatCount(run.shown, 'original')} shown for ${run.shownSeconds} seconds.`
          : ''}
        {run.result !== null && run.shown === 0 ? 'No original is shown.' : ''}
      </p>
    </section>
  )
}

function Summary({ count, requestId }: { count: number; requestId?: string | undefined }) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4 text-muted">
      <LockKeyhole aria-hidden className="size-3.5" />
      {requestId === undefined ? (
        <p>{formatCount(count, 'token')}, sealed.</p>
      ) : (
        <p>
          The originals are hidden again. The reveal is in the{' '}
          <Link href="/audit" className="text-accent underline underline-offset-2">
            audit log
          </Link>{' '}
          from row {requestId} on.
        </p>
      )}
    </div>
  )
}
