import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signInAction } from '@/app/sign-in/actions'
import { Logo } from '@/components/shell/sidebar/logo'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { currentUser } from '@/lib/auth/current-user'
import { safeNext } from '@/lib/auth/next-path'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

/** The only page without a session; whoever has one is sent on. */
export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  // The form must show while the database is away: it will say so when it is sent.
  const user = await currentUser().catch(() => null)
  if (user !== null) redirect(next)
  return (
    <main className="flex min-h-dvh flex-col bg-frame">
      <div className="flex flex-1 items-center justify-center px-4 py-10">
        <div className="w-full max-w-84">
          <div className="mb-6 flex items-center gap-2.5 px-px">
            <Logo className="size-6" />
            <h1 className="font-semibold text-xl">
              <span className="sr-only">Sign in to </span>Veilgate
            </h1>
          </div>
          <div className="rounded-lg border border-line bg-surface p-5">
            <SignInForm action={signInAction} next={next} />
          </div>
          <p className="mt-4 px-px text-muted text-sm">
            Ask an admin for an account or a password reset.
          </p>
        </div>
      </div>
    </main>
  )
}
