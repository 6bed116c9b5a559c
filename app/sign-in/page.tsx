import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signInAction } from '@/app/sign-in/actions'
import { Entrance } from '@/components/sign-in/entrance'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { currentUser } from '@/lib/auth/current-user'
import { safeNext } from '@/lib/auth/next-path'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

/** Whoever has a session is sent on. */
export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  // The form must show while the database is away: it will say so when it is sent.
  const user = await currentUser().catch(() => null)
  if (user !== null) redirect(next)
  return (
    <Entrance title="Sign in to" note="Ask an admin for an account or a password reset.">
      <SignInForm action={signInAction} next={next} />
    </Entrance>
  )
}
