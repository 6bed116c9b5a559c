'use client'

import { Eye, EyeOff, TriangleAlert } from 'lucide-react'
import { type Ref, useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Tooltip } from '@/components/ui/tooltip'

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
        <PasswordInput ref={password} invalid={state !== null} describedBy={problemId} />
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
      <Button type="submit" variant="primary" size="lg" disabled={pending} aria-busy={pending}>
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}

type PasswordProps = { ref: Ref<HTMLInputElement>; invalid: boolean; describedBy?: string }

function PasswordInput({ ref, invalid, describedBy }: PasswordProps) {
  const [shown, setShown] = useState(false)
  const label = shown ? 'Hide the password' : 'Show the password'
  return (
    <div className="relative">
      <Input
        ref={ref}
        id="password"
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        required
        maxLength={128}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        className="h-9 pr-10"
      />
      <Tooltip label={label}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={label}
          aria-pressed={shown}
          className="absolute top-1 right-1"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </Button>
      </Tooltip>
    </div>
  )
}
