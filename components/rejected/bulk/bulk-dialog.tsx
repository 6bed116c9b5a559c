'use client'

import Link from 'next/link'
import { BULK_WORDS, settledWords, takenWords } from '@/components/rejected/bulk/bulk-words'
import { type BulkActions, useBulk } from '@/components/rejected/bulk/use-bulk'
import { JustificationFields } from '@/components/reveal/justification-fields'
import { useJustification } from '@/components/reveal/use-justification'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'
import { Progress } from '@/components/ui/progress'
import { formatCount, formatNumber } from '@/lib/format/format'
import { rejectedHref } from '@/lib/model/query/rejected-query'
import { decodeReason, describeReason } from '@/lib/model/reject-reasons'
import type { BulkAction, BulkPreview, BulkSettled } from '@/lib/model/rejected/rejected-bulk'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

type Props = {
  action: BulkAction
  filter: RejectedFilter
  actions: BulkActions
  onClose: () => void
}

/** Says what will be returned or discarded, asks why, does it, and tells what came of it. */
export function BulkDialog({ action, filter, actions, onClose }: Props) {
  const bulk = useBulk({ action, filter, actions })
  const justification = useJustification(`${action} many`)
  const { preview, settled, pending, isUnderWay } = bulk
  const { title, verb, means } = BULK_WORDS[action]
  const close = () => {
    justification.clear()
    onClose()
  }
  if (settled !== null) return <Result action={action} settled={settled} onClose={close} />
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent title={title} description={means}>
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            bulk.run(justification.value, justification.drop)
            justification.forgetPassphrase()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <Preview action={action} preview={preview} isCounting={preview === null && pending} />
            <JustificationFields
              value={justification.value}
              onChange={justification.change}
              passphrase={action === 'discard' ? 'optional' : 'required'}
            />
            {isUnderWay ? <UnderWay bulk={bulk} /> : null}
            <FormProblem field={bulk.problemField}>{bulk.problem}</FormProblem>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{isUnderWay ? 'Close' : 'Cancel'}</Button>
            </DialogClose>
            <Button
              type="submit"
              variant={action === 'discard' ? 'danger' : 'primary'}
              pending={pending}
              disabled={preview === null || preview.take === 0}
            >
              {preview === null ? verb : `${verb} ${formatCount(preview.take, 'message')}`}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

const MAX_REASONS = 6

type PreviewProps = { action: BulkAction; preview: BulkPreview | null; isCounting: boolean }

function Preview({ action, preview, isCounting }: PreviewProps) {
  const reasons = preview?.reasons ?? []
  const left = reasons.length - MAX_REASONS
  return (
    <div role="status" className="min-h-15 rounded-md border border-line px-3 py-2">
      {preview === null ? (
        <p className="text-muted">
          {isCounting ? 'Counting…' : 'What would be taken could not be counted.'}
        </p>
      ) : (
        <>
          <p className="font-medium">{takenWords(preview, action)}</p>
          <ul className="mt-1 text-muted tabular-nums">
            {reasons.slice(0, MAX_REASONS).map(({ reason, messages }) => (
              <li key={reason}>
                {formatNumber(messages)} × {describeReason(decodeReason(reason))}
              </li>
            ))}
            {left > 0 ? <li>and {formatCount(left, 'other reason')}.</li> : null}
          </ul>
        </>
      )}
    </div>
  )
}

function UnderWay({ bulk: { progress, stop } }: { bulk: ReturnType<typeof useBulk> }) {
  return (
    <div className="flex flex-wrap items-center gap-3 tabular-nums">
      <Progress
        label="Messages"
        value={progress === null ? null : progress.tried / progress.total}
        className="w-32"
      />
      <span role="status" className="min-w-0 flex-1">
        {progress === null
          ? 'In progress. It continues if you close this.'
          : `${formatNumber(progress.tried)} of ${formatNumber(progress.total)}`}
      </span>
      <Button size="sm" onClick={stop} disabled={progress?.isStopAsked === true}>
        {progress?.isStopAsked === true ? 'Stopping…' : 'Stop'}
      </Button>
    </div>
  )
}

type ResultProps = { action: BulkAction; settled: BulkSettled; onClose: () => void }

function Result({ action, settled, onClose }: ResultProps) {
  const [first, ...others] = settledWords(settled, action)
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={first} description="It is in the audit log as one entry.">
        <DialogBody>
          <ul role="status" className="flex flex-col gap-1">
            {others.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </DialogBody>
        <DialogFooter>
          <Button asChild>
            <Link href={rejectedHref({}, { request: settled.requestId })} onClick={onClose}>
              List them
            </Link>
          </Button>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
