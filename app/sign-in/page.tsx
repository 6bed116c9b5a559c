import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { signInAction } from '@/app/sign-in/actions'
import { DraftSweeper } from '@/components/draft/draft-sweeper'
import { Entrance } from '@/components/sign-in/entrance'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { signedOutWords } from '@/components/sign-in/signed-out-words'
import { currentUser } from '@/lib/auth/current-user'
import { safeNext } from '@/lib/auth/next-path'
import { signedInCookieName, whySignedOut } from '@/lib/auth/session/signed-in-cookie'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

/** Whoever has a session is sent on. */
export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  // The form must show while the database is away: it will say so when it is sent.
  const user = await currentUser().catch(() => null)
  if (user !== null) redirect(next)
  const why = whySignedOut((await cookies()).get(signedInCookieName())?.value)
  return (
    <Entrance
      title="Sign in to"
      reason={
        why === null ? null : (
          <>
            {signedOutWords(why)}{' '}
            <span className="text-ink">
              {next === '/' ? 'Sign in to continue.' : 'Sign in to continue where you were.'}
            </span>
          </>
        )
      }
      note="Ask an admin for an account or a password reset."
    >
      <DraftSweeper />
      <SignInForm action={signInAction} next={next} />
    </Entrance>
  )
}
