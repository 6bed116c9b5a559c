'use client'

import { type ReactElement, type ReactNode, useState, useTransition } from 'react'
import { type Justification, JustificationFields } from '@/components/reveal/justification-fields'
import type { PassphraseNeed } from '@/components/reveal/passphrase-field'
import { useJustification } from '@/components/reveal/use-justification'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from '@/components/ui/overlay/dialog'

type Props = {
  /** Tells what is written in it from what is written in the page's other forms. */
  form: string
  /** The question, such as `Return this message to the queue?` */
  title: string
  /** What will happen. */
  description: ReactNode
  /** The verb on the button. */
  confirm: string
  danger?: boolean | undefined
  passphrase?: PassphraseNeed
  /** Does it; a returned sentence says why not and keeps the dialog open. */
  onConfirm: (justification: Justification) => Promise<string | undefined>
  /** Stays open when it is done, for a result to be shown. */
  closes?: boolean
  /** Stands in the place of the form once it is there. */
  result?: ReactNode
  onClose?: () => void
  /** What opens it. */
  children: ReactElement
}

/**
 * Asks for reason and passphrase before something that is recorded. All of it is gone on closing; only
 * the end of the session leaves the reason for when one has signed in again.
 */
export function StepUpDialog(props: Props) {
  const [open, setOpen] = useState(false)
  const justification = useJustification(props.form)
  const change = (next: boolean) => {
    if (!next) {
      props.onClose?.()
      justification.clear()
    }
    setOpen(next)
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{props.children}</DialogTrigger>
      {open ? (
        <Content {...props} justification={justification} close={() => change(false)} />
      ) : null}
    </Dialog>
  )
}

type ContentProps = Props & {
  justification: ReturnType<typeof useJustification>
  close: () => void
}

function Content({ close, justification, ...props }: ContentProps) {
  const { title, description, confirm, danger, passphrase } = props
  const { onConfirm, closes, result } = props
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      setProblem(undefined)
      const failed = await onConfirm(justification.value)
      justification.forgetPassphrase()
      if (failed !== undefined) return setProblem(failed)
      justification.drop()
      if (closes !== false) close()
    })
  return (
    <DialogContent
      title={title}
      description={description}
      className={result ? 'max-w-160' : undefined}
    >
      {result ?? (
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            // A dialog lies in the page's tree, if not in its place: forms around it would be sent, too.
            event.stopPropagation()
            run()
          }}
          className="flex min-h-0 flex-col"
        >
          <DialogBody className="flex flex-col gap-4">
            <JustificationFields
              value={justification.value}
              onChange={justification.change}
              passphrase={passphrase}
            />
            <FormProblem>{problem}</FormProblem>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button
              type="submit"
              variant={danger ? 'danger' : 'primary'}
              disabled={pending}
              aria-busy={pending}
            >
              {confirm}
            </Button>
          </DialogFooter>
        </form>
      )}
    </DialogContent>
  )
}
