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
import { SET_PASSWORD_LINK_HOURS } from '@/lib/model/account'

/** The page where somebody chooses a password, and for whom. */
export type PasswordLink = { email: string; path: string; isNew: boolean }

type Props = { link: PasswordLink | null; onClose: () => void }

/** Shows the link by which a person chooses a password, this once. */
export function LinkDialog({ link, onClose }: Props) {
  return (
    <Dialog open={link !== null} onOpenChange={onClose}>
      {link === null ? null : (
        <DialogContent
          title={link.isNew ? `${link.email} has an account` : `A new password for ${link.email}`}
          description={`Send this link over a secure channel: whoever uses it first chooses the password. It works once, within ${SET_PASSWORD_LINK_HOURS} hours, and is shown only now.`}
        >
          <DialogBody>
            <p className="flex items-center justify-between gap-2 rounded-md border border-line bg-inset px-3 py-2">
              <code data-link className="break-all font-mono text-sm">
                {urlOf(link.path)}
              </code>
              <CopyButton text={urlOf(link.path)} label="Copy the link" />
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

function urlOf(path: string): string {
  return new URL(path, window.location.origin).href
}
