import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { changeOwnPassword } from '@/app/change-password/actions'
import { ChangePasswordForm } from '@/components/account/change-password-form'
import { Entrance } from '@/components/sign-in/entrance'
import { currentUser } from '@/lib/auth/current-user'
import { safeNext, signInPath } from '@/lib/auth/next-path'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'

export const metadata: Metadata = { title: 'Change your password' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

/** Where somebody is sent whose password another person knows, before anything else. */
export default async function ChangePasswordPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  const user = await currentUser()
  if (user === null) redirect(signInPath(next))
  return (
    <Entrance
      title="Change your password for"
      reason={
        <>
          Your password was generated, or reset by somebody else.{' '}
          <span className="text-ink">Choose one that only you know.</span>
        </>
      }
    >
      <ChangePasswordForm change={changeOwnPassword} length={PASSWORD_LENGTH} next={next} />
    </Entrance>
  )
}
