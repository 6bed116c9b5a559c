'use client'

import { LocalTime } from '@/components/table/local-time'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'
import type { TokenCreated } from '@/lib/reveal/manage-tokens'

type Props = { created: TokenCreated | null; onClose: () => void }

/** Shows the secret of a token, this once. */
export function TokenSecretDialog({ created, onClose }: Props) {
  return (
    <Dialog open={created !== null} onOpenChange={onClose}>
      {created === null ? null : (
        <DialogContent
          title={`${created.name} may read`}
          description="Give this secret to the program that reads: it sends it as Authorization: Bearer. It is shown only now; whoever has it reads as the token may."
        >
          <DialogBody>
            <p className="flex items-center justify-between gap-2 rounded-md border border-line bg-inset px-3 py-2">
              <code data-secret className="break-all font-mono text-sm">
                {created.secret}
              </code>
              <CopyButton text={created.secret} label="Copy the secret" />
            </p>
            <p className="mt-3 text-muted">
              It expires <LocalTime at={created.expiresAt} />.
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
