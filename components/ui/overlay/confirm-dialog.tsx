'use client'

import { AlertDialog as Radix } from 'radix-ui'
import { type ReactElement, type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { dialogStyle, scrimStyle } from '@/components/ui/overlay/dialog'

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
  /** What opens it; without it, whoever renders the dialog says whether it is open. */
  children?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Asks before something that cannot be undone, naming what will happen and how many. */
export function ConfirmDialog({ title, description, confirm, danger, onConfirm, ...props }: Props) {
  const [ownOpen, setOwnOpen] = useState(false)
  const { children, fields, open = ownOpen, onOpenChange = setOwnOpen } = props
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()

  const change = (next: boolean) => {
    if (pending) return
    setProblem(undefined)
    onOpenChange(next)
  }
  const run = () =>
    start(async () => {
      const failed = await onConfirm()
      setProblem(failed)
      if (failed === undefined) onOpenChange(false)
    })

  return (
    <Radix.Root open={open} onOpenChange={change}>
      {children ? <Radix.Trigger asChild>{children}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={scrimStyle} />
        <Radix.Content className={dialogStyle}>
          <form
            method="post"
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault()
              event.stopPropagation()
              run()
            }}
          >
            <div className="px-4 pt-4 pb-3">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              {fields ? <div className="mt-3">{fields}</div> : null}
              <p role="alert" className="text-danger empty:hidden">
                {problem}
              </p>
            </div>
            <div className="flex justify-end gap-2 border-line border-t px-4 py-3">
              <Radix.Cancel asChild>
                <Button disabled={pending}>Cancel</Button>
              </Radix.Cancel>
              <Button
                type="submit"
                variant={danger ? 'danger' : 'primary'}
                disabled={pending}
                aria-busy={pending}
              >
                {confirm}
              </Button>
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
