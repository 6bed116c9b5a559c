'use client'

import { useState, useTransition } from 'react'
import { NewPasswordField } from '@/components/account/new-password-field'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { SecretInput } from '@/components/ui/form/secret-input'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { ChangePassword } from '@/lib/auth/password/change-password'
import type { ActionResult } from '@/lib/model/answers/action-result'

export type ChangePasswordAction = (input: {
  current: string
  next: string
}) => Promise<ActionResult<ChangePassword>>

type Problem = { kind: string; problem: string }

type Props = {
  change: ChangePasswordAction
  length: { min: number; max: number }
  /** The page to go to afterwards; stays without one. */
  next?: string
}

/** The current password and a new one. */
export function ChangePasswordForm({ change, length, next }: Props) {
  const [current, setCurrent] = useState('')
  const [chosen, setChosen] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isDone, setDone] = useState(false)
  const [pending, start] = useTransition()
  const hydrated = useHydrated()
  const run = () => {
    setProblem(undefined)
    start(async () => {
      setDone(false)
      const result = await callAction(() => change({ current, next: chosen }))
      setCurrent('')
      if (result.kind !== 'done') return setProblem(result)
      setChosen('')
      setDone(true)
      // A whole page load: what the frame shows depends on it.
      if (next !== undefined) window.location.assign(next)
    })
  }
  return (
    <form
      method="post"
      aria-label="Change your password"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
      className="flex flex-col gap-4"
    >
      <Field id="current-password" label="Current password">
        <SecretInput
          id="current-password"
          word="current password"
          autoComplete="current-password"
          required
          maxLength={length.max}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      </Field>
      <NewPasswordField length={length} value={chosen} onChange={setChosen} />
      <FormProblem field={problem?.kind === 'weak' ? 'new-password' : undefined}>
        {problem?.problem}
      </FormProblem>
      {isDone ? (
        <p role="status" className="text-ok">
          Your password is changed. Your other sessions are ended.
        </p>
      ) : null}
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        disabled={!hydrated}
        className="self-start"
      >
        Change the password
      </Button>
    </form>
  )
}
