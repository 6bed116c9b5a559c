'use client'

import { SecretDialog } from '@/components/ui/overlay/secret-dialog'

type Props = { secret: string | null; onClose: () => void }

/** Shows what a webhook's requests are signed with, this once. */
export function SigningSecretDialog({ secret, onClose }: Props) {
  if (secret === null) return null
  return (
    <SecretDialog
      title="The channel’s signing secret"
      description="Each request is signed with it: whoever receives them needs it to verify the signature. It is shown only now."
      kind="secret"
      value={secret}
      onClose={onClose}
    />
  )
}
