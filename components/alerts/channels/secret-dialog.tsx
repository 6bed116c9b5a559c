'use client'

import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'

type Props = { secret: string | null; onClose: () => void }

/** Shows what a webhook's requests are signed with, this once. */
export function SecretDialog({ secret, onClose }: Props) {
  return (
    <Dialog open={secret !== null} onOpenChange={onClose}>
      {secret === null ? null : (
        <DialogContent
          title="The channel’s signing secret"
          description="Each request is signed with it: whoever receives them needs it to verify the signature. It is shown only now."
        >
          <DialogBody>
            <p className="flex items-center justify-between gap-2 rounded-md border border-line bg-inset px-3 py-2">
              <code data-secret className="break-all font-mono text-sm">
                {secret}
              </code>
              <CopyButton text={secret} label="Copy the secret" />
            </p>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="primary">I have copied it</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  )
}
