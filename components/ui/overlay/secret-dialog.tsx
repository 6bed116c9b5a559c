'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'

type Props = {
  title: string
  /** Who needs it, and what for. */
  description: string
  kind: 'secret' | 'link'
  value: string
  onClose: () => void
  /** What else there is to know. */
  children?: ReactNode
}

/** Shows what is shown only once, to be copied: it goes when one says so, and not by a key pressed too often. */
export function SecretDialog({ title, description, kind, value, onClose, children }: Props) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={title} description={description} isHeld>
        <DialogBody>
          <p className="flex items-center justify-between gap-2 rounded-md border border-line bg-inset px-3 py-2">
            <code {...{ [`data-${kind}`]: true }} className="break-all font-mono text-sm">
              {value}
            </code>
            <CopyButton text={value} label={`Copy the ${kind}`} />
          </p>
          {children ? <p className="mt-3 text-muted">{children}</p> : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="primary">I have copied it</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
