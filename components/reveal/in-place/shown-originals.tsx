'use client'

import Link from 'next/link'
import { Countdown } from '@/components/reveal/countdown'
import { TokenList } from '@/components/reveal/token-list'
import type { useReveal } from '@/components/reveal/use-reveal'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/overlay/dialog'
import { formatCount } from '@/lib/format/format'
import { auditHref } from '@/lib/model/query/audit-query'

type Run = ReturnType<typeof useReveal>

type Props = { run: Run; result: NonNullable<Run['result']> }

/** The originals beside their tokens while they are shown, and the same tokens after that. */
export function ShownOriginals({ run, result }: Props) {
  const { shown, shownSeconds, secondsLeft } = run
  return (
    <>
      {shown > 0 ? (
        <Countdown
          what={formatCount(shown, 'original')}
          secondsLeft={secondsLeft}
          shownSeconds={shownSeconds}
          onHide={run.hide}
        />
      ) : (
        <p className="flex h-12 shrink-0 items-center border-line border-y px-4 text-muted">
          <span>
            The originals are hidden again. The reveal is in the{' '}
            <Link
              href={auditHref({}, { row: result.requestId })}
              prefetch={false}
              className="text-accent underline underline-offset-2"
            >
              audit log
            </Link>
            .
          </span>
        </p>
      )}
      <ScrollPane aria-label="Tokens and originals" className="flex-1">
        <TokenList isNarrow values={result.values} recordCopy={run.copy} />
      </ScrollPane>
      <p role="status" className="sr-only">
        {shown > 0
          ? `${formatCount(shown, 'original')} shown for ${shownSeconds} seconds.`
          : 'No original is shown.'}
      </p>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Close</Button>
        </DialogClose>
      </DialogFooter>
    </>
  )
}
