import type { Metadata } from 'next'
import { setPassword } from '@/app/set-password/actions'
import { SetPasswordForm } from '@/components/account/set-password-form'
import { Entrance } from '@/components/sign-in/entrance'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'

export const metadata: Metadata = { title: 'Choose your password' }

/** Where the link leads by which somebody chooses a password; it needs no session. */
export default function SetPasswordPage() {
  return (
    <Entrance
      title="Choose your password for"
      note="The link that led you here works once. Ask an admin for another if it does not."
    >
      <SetPasswordForm set={setPassword} length={PASSWORD_LENGTH} />
    </Entrance>
  )
}
