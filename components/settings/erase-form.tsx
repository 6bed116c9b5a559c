'use client'

import { CircleCheck } from 'lucide-react'
import { useEffect, useEffectEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/draft/use-draft'
import type { Justification } from '@/components/reveal/justification-fields'
import { EraseReach } from '@/components/settings/erase-reach'
import { CHECK_THE_LIST, callPatiently } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { Erasable } from '@/lib/db/vault/count-erasable'
import { formatCount } from '@/lib/format/format'
import type { ActionResult } from '@/lib/model/answers/action-result'
import { MAX_USER_ID_CHARACTERS } from '@/lib/model/user-id'
import type { EraseOutcome } from '@/lib/reveal/erase/erase-user'

type Counted = { kind: 'counted'; userId: string } & Erasable
type Erased = Extract<EraseOutcome, { kind: 'erased' }>

export type EraseProps = {
  /** The user id that a link asks to erase; empty where none does. */
  asked: string
  preview: (input: { userId: string }) => Promise<ActionResult<Counted>>
  erase: (
    input: Justification & { userId: string; replaceUserId: boolean },
  ) => Promise<ActionResult<EraseOutcome>>
}

/** A user id, what its erasure would reach, the question, and what it did not reach. */
export function EraseForm({ asked, preview, erase }: EraseProps) {
  const userId = useDraft('erase user id', asked)
  const [counted, setCounted] = useState<Counted | null>(null)
  const [erased, setErased] = useState<Erased | null>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const hydrated = useHydrated()
  const look = () =>
    start(async () => {
      setProblem(undefined)
      setCounted(null)
      setErased(null)
      // An id that came with the link is taken as it is, spaces included.
      const id = userId.text === asked ? asked : userId.text.trim()
      const result = await callPatiently(() => preview({ userId: id }))
      if (result.kind === 'counted') setCounted(result)
      else setProblem(result.problem)
    })
  const lookAtAsked = useEffectEvent(() => {
    if (asked !== '') look()
  })
  useEffect(() => lookAtAsked(), [])
  const run = async (asked: Parameters<typeof erase>[0]) => {
    const result = await callPatiently(() => erase(asked), CHECK_THE_LIST)
    if (result.kind !== 'erased') return result.problem
    setCounted(null)
    userId.write('')
    setErased(result)
    return undefined
  }
  return (
    <div className="flex w-88 shrink-0 flex-col gap-4 overflow-y-auto border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b">
      <form
        method="post"
        autoComplete="off"
        aria-label="Erase a person"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
        className="flex flex-col gap-4"
      >
        <UserIdField userId={userId} onChange={() => setCounted(null)} />
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" pending={pending} disabled={!hydrated}>
          {pending ? 'Counting…' : 'See what would be erased'}
        </Button>
      </form>
      {counted === null ? null : (
        <EraseReach
          counted={counted}
          erase={(asked) => run({ ...asked, userId: counted.userId })}
        />
      )}
      {erased === null ? null : <Report erased={erased} />}
    </div>
  )
}

type UserIdProps = { userId: ReturnType<typeof useDraft>; onChange: () => void }

function UserIdField({ userId, onChange }: UserIdProps) {
  return (
    <Field
      id="user-id"
      label="User id"
      hint="Exactly as in the logins. Nothing is erased until you confirm."
    >
      <Input
        id="user-id"
        required
        // It counts an emoji as two.
        maxLength={2 * MAX_USER_ID_CHARACTERS}
        spellCheck={false}
        value={userId.text}
        aria-describedby="user-id-hint"
        onChange={(event) => {
          userId.write(event.target.value)
          onChange()
        }}
        className="font-mono text-sm"
      />
    </Field>
  )
}

function Report({ erased: { rows, vaultRows, caveats } }: { erased: Erased }) {
  return (
    <section aria-label="What was erased" className="flex flex-col gap-2">
      <p role="status" className="flex items-start gap-2 text-ok">
        <CircleCheck aria-hidden className="mt-[3px] size-3.5 shrink-0" />
        <span>
          {formatCount(rows, 'login')} erased, {formatCount(vaultRows, 'original')} deleted.
        </span>
      </p>
      <p className="font-medium">What this does not reach</p>
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-muted">
        {caveats.map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </section>
  )
}
