'use client'

import { SecretDialog } from '@/components/ui/overlay/secret-dialog'
import { SET_PASSWORD_LINK_HOURS } from '@/lib/model/account'

/** The page where somebody chooses a password, and for whom. */
export type PasswordLink = { email: string; path: string; isNew: boolean }

type Props = { link: PasswordLink | null; onClose: () => void }

/** Shows the link by which a person chooses a password, this once. */
export function LinkDialog({ link, onClose }: Props) {
  if (link === null) return null
  const { email, path, isNew } = link
  return (
    <SecretDialog
      title={isNew ? `${email} has an account` : `A new password for ${email}`}
      description={`Send this link over a secure channel: whoever opens it first chooses the password. It works once, within ${SET_PASSWORD_LINK_HOURS} hours, and is shown only once.`}
      kind="link"
      value={new URL(path, window.location.origin).href}
      onClose={onClose}
    />
  )
}
