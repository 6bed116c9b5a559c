'use client'

import { TriangleAlert } from 'lucide-react'
import { useActionState, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { SecretInput } from '@/components/ui/form/secret-input'

type State = { problem: string; email: string } | null

type Props = {
  action: (before: State, data: FormData) => Promise<State>
  /** The page to go to afterwards. */
  next: string
}

/** Address and password; works before its script has loaded, too. */
export function SignInForm({ action, next }: Props) {
  const [state, send, pending] = useActionState(action, null)
  const password = useRef<HTMLInputElement>(null)
  // After a refusal the password is what is typed again.
  useEffect(() => {
    if (state !== null) password.current?.focus()
  }, [state])
  const problemId = state === null ? undefined : 'sign-in-problem'
  return (
    <form action={send} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="email">E-mail address</Label>
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          maxLength={254}
          defaultValue={state?.email}
          key={state?.email}
          aria-invalid={state !== null}
          aria-describedby={problemId}
          spellCheck={false}
          className="h-9"
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="password">Password</Label>
        <SecretInput
          ref={password}
          id="password"
          name="password"
          word="password"
          autoComplete="current-password"
          required
          maxLength={128}
          aria-invalid={state !== null}
          aria-describedby={problemId}
          className="h-9"
        />
      </div>
      <p
        id="sign-in-problem"
        role="alert"
        className="flex items-start gap-2 rounded-md bg-danger-soft px-2.5 py-2 text-danger empty:hidden"
      >
        {state === null ? null : (
          <>
            <TriangleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
            {state.problem}
          </>
        )}
      </p>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
