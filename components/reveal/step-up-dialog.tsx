'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import { type Justification, JustificationFields } from '@/components/reveal/justification-fields'
import type { PassphraseNeed } from '@/components/reveal/passphrase-field'
import { useJustification } from '@/components/reveal/use-justification'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/overlay/dialog'
import { FormPane } from '@/components/ui/overlay/form-dialog'

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
  /** What to know before it is asked for. */
  before?: ReactNode
  /** It cannot be done now; `before` says why. */
  disabled?: boolean
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
  const { title, description, confirm, danger, passphrase, before } = props
  const { disabled, onConfirm, closes, result } = props
  const submit = async () => {
    const failed = await onConfirm(justification.value)
    justification.forgetPassphrase()
    if (failed === undefined) justification.drop()
    return failed
  }
  return (
    <DialogContent
      title={title}
      description={description}
      className={result ? 'max-w-160' : undefined}
    >
      {result ?? (
        <FormPane
          confirm={confirm}
          danger={danger}
          disabled={disabled ?? false}
          onSubmit={submit}
          onDone={() => {
            if (closes !== false) close()
          }}
        >
          {before}
          <JustificationFields
            value={justification.value}
            onChange={justification.change}
            passphrase={passphrase}
          />
        </FormPane>
      )}
    </DialogContent>
  )
}
