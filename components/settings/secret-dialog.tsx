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

/** A password that was generated, and for whom. */
export type Secret = { email: string; password: string; isNew: boolean }

type Props = { secret: Secret | null; onClose: () => void }

/** Shows a generated password, this once. */
export function SecretDialog({ secret, onClose }: Props) {
  return (
    <Dialog open={secret !== null} onOpenChange={onClose}>
      {secret === null ? null : (
        <DialogContent
          title={
            secret.isNew ? `${secret.email} can sign in` : `A new password for ${secret.email}`
          }
          description="Share it over a secure channel. It is shown only once; we store only a hash."
        >
          <DialogBody>
            <p className="flex items-center justify-between gap-2 rounded-md border border-line bg-inset px-3 py-2">
              <code className="font-mono text-lg">{secret.password}</code>
              <CopyButton text={secret.password} label="Copy the password" />
            </p>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="primary">I have noted it</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  )
}
