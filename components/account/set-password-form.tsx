'use client'

import Link from 'next/link'
import { useState, useTransition } from 'react'
import { NewPasswordField } from '@/components/account/new-password-field'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'

type Outcome = Done | { kind: 'weak' | 'no-link'; problem: string }

type Props = {
  set: (input: { token: string; password: string }) => Promise<ActionResult<Outcome>>
  length: { min: number; max: number }
}

/** Chooses a password by a link. Its secret is in the fragment of the address, which is sent nowhere. */
export function SetPasswordForm({ set, length }: Props) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isDone, setDone] = useState(false)
  const [pending, start] = useTransition()
  const hydrated = useHydrated()
  const run = () =>
    start(async () => {
      setProblem(undefined)
      const token = window.location.hash.slice(1)
      const result = await callAction(() => set({ token, password }))
      if (result.kind !== 'done') return setProblem(result.problem)
      setPassword('')
      window.history.replaceState(null, '', window.location.pathname)
      setDone(true)
    })
  if (isDone) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status" className="text-ok">
          Your password is set.
        </p>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    )
  }
  return (
    <form
      method="post"
      aria-label="Choose your password"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
      className="flex flex-col gap-4"
    >
      <NewPasswordField length={length} value={password} onChange={setPassword} />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" variant="primary" size="lg" pending={pending} disabled={!hydrated}>
        Set the password
      </Button>
    </form>
  )
}
