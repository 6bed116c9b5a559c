'use client'

import { LocalTime } from '@/components/table/local-time'
import { SecretDialog } from '@/components/ui/overlay/secret-dialog'
import type { TokenCreated } from '@/lib/reveal/manage-tokens'

type Props = { created: TokenCreated | null; onClose: () => void }

/** Shows the secret of a token, this once. */
export function TokenSecretDialog({ created, onClose }: Props) {
  if (created === null) return null
  return (
    <SecretDialog
      title={`${created.name} may read`}
      description="Give this secret to the program, which sends it as Authorization: Bearer. It is shown only once. Anyone who has it can read what the token may read."
      kind="secret"
      value={created.secret}
      onClose={onClose}
    >
      It expires <LocalTime at={created.expiresAt} />.
    </SecretDialog>
  )
}
