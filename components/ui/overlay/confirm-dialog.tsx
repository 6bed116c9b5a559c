'use client'

import { type ReactNode, useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import { PendingNote } from '@/components/ui/form/pending-note'
import { dialogStyle } from '@/components/ui/overlay/dialog'
import { Modal } from '@/components/ui/overlay/modal'

type Props = {
  /** The question, such as `Discard 12 rejected messages?` */
  title: string
  /** What will happen, in a sentence. */
  description: ReactNode
  /** The verb on the button, such as `Discard 12`. */
  confirm: string
  danger?: boolean | undefined
  /** What else is asked for. */
  fields?: ReactNode
  /** Does it; a returned sentence is shown in place and keeps the dialog open. */
  onConfirm: () => Promise<string | undefined>
  onClose: () => void
}

/** Asks before something that cannot be undone, naming what will happen and how many. */
export function ConfirmDialog(props: Props) {
  const { title, description, confirm, danger, fields, onConfirm, onClose } = props
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const id = useId()
  const run = () => {
    setProblem(undefined)
    start(async () => {
      const failed = await onConfirm()
      setProblem(failed)
      if (failed === undefined) onClose()
    })
  }

  return (
    <Modal
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      onDismiss={() => {
        if (!pending) onClose()
      }}
      className={dialogStyle}
    >
      <form
        method="post"
        autoComplete="off"
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          run()
        }}
      >
        <div className="min-h-0 overflow-y-auto px-4 pt-4 pb-3">
          <h2 id={`${id}-title`} className="font-semibold text-lg">
            {title}
          </h2>
          <p id={`${id}-description`} className="mt-1 text-muted">
            {description}
          </p>
          {fields ? <div className="mt-3">{fields}</div> : null}
          {problem === undefined ? null : (
            <div className="mt-3">
              <FormProblem>{problem}</FormProblem>
            </div>
          )}
        </div>
        <div className="flex justify-end gap-2 border-line border-t px-4 py-3">
          <PendingNote pending={pending} />
          <Button disabled={pending} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={pending}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
