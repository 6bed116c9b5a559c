'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import { PendingNote } from '@/components/ui/form/pending-note'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  useHeldOpen,
} from '@/components/ui/overlay/dialog'

type PaneProps = {
  /** The verb on the button. */
  confirm?: string
  danger?: boolean | undefined
  /** What is asked for is not there yet. */
  disabled?: boolean
  /** Does it; a returned sentence says why not, and keeps the dialog open. */
  onSubmit: () => Promise<string | undefined>
  onDone: () => void
  /** What is asked for. */
  children: ReactNode
}

type Props = Omit<PaneProps, 'onDone'> & {
  title: string
  /** A sentence. */
  description: string
  onClose: () => void
}

/** A dialog that asks for something, saves it, and closes; or stays, and says why it could not. */
export function FormDialog({ title, description, onClose, ...pane }: Props) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={title} description={description}>
        <FormPane {...pane} onDone={onClose} />
      </DialogContent>
    </Dialog>
  )
}

/** The form of such a dialog, for one that is opened in another way or shows something else as well. */
export function FormPane(props: PaneProps) {
  const { confirm = 'Save', danger, disabled = false, onSubmit, onDone, children } = props
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  useHeldOpen(pending)
  const run = () => {
    // Within the transition it would go only once that is over, and the same one would not come anew.
    setProblem(undefined)
    start(async () => {
      const failed = await onSubmit()
      if (failed === undefined) onDone()
      // At the same moment as the end of the wait: what is outside a transition after an await comes before it.
      else start(() => setProblem(failed))
    })
  }
  return (
    <form
      method="post"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        // A dialog lies in the page's tree, if not in its place: forms around it would be sent, too.
        event.stopPropagation()
        run()
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        {children}
        <FormProblem>{problem}</FormProblem>
      </DialogBody>
      <DialogFooter>
        <PendingNote pending={pending} />
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={danger ? 'danger' : 'primary'}
          pending={pending}
          disabled={disabled}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </form>
  )
}
