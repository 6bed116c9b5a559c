'use client'

import { SecretDialog } from '@/components/ui/overlay/secret-dialog'

type Props = { secret: string | null; onClose: () => void }

/** Shows what a webhook's requests are signed with, this once. */
export function SigningSecretDialog({ secret, onClose }: Props) {
  if (secret === null) return null
  return (
    <SecretDialog
      title="The channel’s signing secret"
      description="Each request is signed with this secret. The receiver needs it to verify signatures. It is shown only once."
      kind="secret"
      value={secret}
      onClose={onClose}
    />
  )
}
